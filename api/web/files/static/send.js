// Sending the form: what is missing, what the server refuses, and waiting for one that is busy.

import { Problem, submit } from './api.js';
import { el, find } from './dom.js';
import { answered, content, exchanged, missing, swap } from './form.js';
import { mark, markAll, notice, tell, unmark } from './problem.js';
import { language, w } from './words.js';

const place = () => find('form-notice');
let under = null; // the AbortController of a sending under way
let redraw = null; // draws what stands below the form again, in another language

/** sendForm sends the form and gives the solve that begins, or null where none does; the page says why. */
export async function sendForm() {
  if (under) return null;
  unmark();
  notice(place());
  redraw = null;
  const lacking = missing();
  if (lacking.length > 0) {
    lacking.forEach(mark);
    say(() => notice(place(), 'bad', lacking.map((list) => el('p', {}, w.missing[list]))));
    find(lacking[0]).focus();
    return null;
  }
  under = new AbortController();
  busy(true);
  try {
    return await persist(under.signal);
  } catch (problem) {
    if (problem instanceof Problem) refuse(problem, await exchanged());
    else if (problem.name !== 'AbortError') throw problem;
    return null;
  } finally {
    under = null;
    busy(false);
  }
}

/** drawSending shows what stands below the form in the language in use. */
export function drawSending() {
  busy(under !== null);
  redraw?.();
}

function say(what) {
  redraw = what;
  what();
}

function busy(on) {
  const button = find('go');
  button.setAttribute('aria-disabled', String(on));
  button.classList.toggle('waiting', on);
  button.textContent = on ? w.sending : w.go;
}

/** persist sends until the server takes it or refuses it for good. */
async function persist(signal) {
  for (;;) {
    const { form, key } = await content(language());
    try {
      const solve = await submit(form, key, signal);
      answered();
      notice(place());
      redraw = null;
      return solve;
    } catch (problem) {
      if (problem.status > 0) answered();
      if (!problem.busy || problem.after === 0) throw problem;
      await countDown(problem.after, signal);
    }
  }
}

/** countDown says when it is tried again, and lets the person give up. */
async function countDown(seconds, signal) {
  const until = Date.now() + seconds * 1000;
  const left = () => Math.max(1, Math.ceil((until - Date.now()) / 1000));
  const counter = el('span', { 'aria-live': 'off' }); // said once, not every second
  const count = () => { counter.textContent = w.waitFor(left()); };
  say(() => {
    count();
    notice(place(), 'busy', el('p', {}, counter, ' ', el('button', { type: 'button', class: 'link', onclick: () => under?.abort() }, w.waitCancel)));
  });
  find('live').textContent = w.waitFor(seconds);
  while (Date.now() < until) {
    count();
    await new Promise((resolve) => {
      setTimeout(resolve, Math.min(1000, until - Date.now()));
      signal.addEventListener('abort', resolve, { once: true });
    });
    if (signal.aborted) {
      notice(place());
      throw new DOMException('given up', 'AbortError');
    }
  }
}

/** refuse tells why nothing was begun and leads to it. twisted is whether the files seem to be exchanged. */
function refuse(problem, twisted) {
  markAll(problem);
  const button = (words, before) => el('button', { type: 'button', class: 'button', onclick: () => {
    before?.();
    find('form').requestSubmit();
  } }, words);
  say(() => {
    const actions = [];
    if (twisted && problem.errors.length > 0) actions.push(button(w.swapAgain, swap));
    if (problem.errors.length === 0) actions.push(button(problem.status === 401 ? w.keyEnter : w.again));
    tell(place(), w.cannot, problem, ...actions);
  });
  place().scrollIntoView({ block: 'center' });
}
