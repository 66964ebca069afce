// Sending the lists, to be read or planned: what is missing, what the server refuses, and waiting for one that is busy.

import { Problem, read, submit } from './api.js';
import { el, find } from './dom.js';
import { answered, content, missing } from './form.js';
import { mark, markAll, notice, tell, unmark } from './problem.js';
import { language, w } from './words.js';

// What the lists are sent for: the button and the place of notices, and what is said meanwhile and when it fails.
const errands = {
  read: { ask: read, button: 'go', place: 'form-notice', idle: 'read', busy: 'reading', failed: 'cannotRead' },
  again: { ask: read, place: 'read-notice', failed: 'cannotRead' },
  plan: { ask: submit, button: 'plan-go', place: 'plan-go-notice', idle: 'go', busy: 'sending', failed: 'cannot' },
};
let under = null; // the AbortController of a sending under way, with its errand
let redraw = null; // draws what is said of it again, in another language

/** sendLists sends the lists for an errand, 'read', 'again' or 'plan', and gives the answer, or null where there is none;
 * the page says why. A reading that is begun again ends the one before. */
export async function sendLists(name) {
  const errand = errands[name];
  if (under && (name !== 'again' || under.errand !== errand)) return null;
  under?.abort.abort();
  unmark();
  for (const { place } of Object.values(errands)) notice(find(place));
  redraw = null;
  const lacking = missing();
  if (lacking.length > 0) {
    lacking.forEach(mark);
    say(() => notice(find(errand.place), 'bad', lacking.map((list) => el('p', {}, w.missing[list]))));
    find(lacking[0]).focus();
    return null;
  }
  const mine = { errand, abort: new AbortController() };
  under = mine;
  busy();
  try {
    return await persist(errand, mine.abort.signal);
  } catch (problem) {
    if (problem instanceof Problem) refuse(errand, problem);
    else if (problem.name !== 'AbortError') throw problem;
    return null;
  } finally {
    if (under === mine) under = null;
    busy();
  }
}

/** drawSending shows what stands beside the buttons in the language in use. */
export function drawSending() {
  busy();
  redraw?.();
}

function say(what) {
  redraw = what;
  what();
}

function busy() {
  for (const errand of Object.values(errands)) {
    if (!errand.button) continue;
    const button = find(errand.button), on = under?.errand === errand;
    button.setAttribute('aria-disabled', String(on));
    button.classList.toggle('waiting', on);
    button.textContent = on ? w[errand.busy] : w[errand.idle];
  }
  find('read').setAttribute('aria-busy', String(under?.errand === errands.again));
}

/** persist sends until the server takes it or refuses it for good. */
async function persist(errand, signal) {
  for (;;) {
    const { form, key } = await content(language());
    if (signal.aborted) throw new DOMException('given up', 'AbortError');
    try {
      const answer = await errand.ask(form, key, signal);
      answered();
      notice(find(errand.place));
      redraw = null;
      return answer;
    } catch (problem) {
      if (problem.status > 0) answered();
      if (!problem.busy || problem.after === 0) throw problem;
      await countDown(errand, problem.after, signal);
    }
  }
}

/** countDown says when it is tried again, and lets the person give up. */
async function countDown(errand, seconds, signal) {
  const until = Date.now() + seconds * 1000;
  const left = () => Math.max(1, Math.ceil((until - Date.now()) / 1000));
  const counter = el('span', { 'aria-live': 'off' }); // said once, not every second
  const count = () => { counter.textContent = w.waitFor(left()); };
  say(() => {
    count();
    notice(find(errand.place), 'busy', el('p', {}, counter, ' ', el('button', { type: 'button', class: 'link', onclick: () => under?.abort.abort() }, w.waitCancel)));
  });
  find('live').textContent = w.waitFor(seconds);
  while (Date.now() < until) {
    count();
    await new Promise((resolve) => {
      setTimeout(resolve, Math.min(1000, until - Date.now()));
      signal.addEventListener('abort', resolve, { once: true });
    });
    if (signal.aborted) {
      notice(find(errand.place));
      throw new DOMException('given up', 'AbortError');
    }
  }
}

/** refuse tells why nothing came of it and leads to it. */
function refuse(errand, problem) {
  markAll(problem);
  const place = find(errand.place);
  const press = () => (errand.button ? find(errand.button).click() : location.reload());
  say(() => {
    const again = problem.errors.length === 0 && el('button', { type: 'button', class: 'button', onclick: press }, problem.status === 401 ? w.keyEnter : w.again);
    tell(place, w[errand.failed], problem, ...(again ? [again] : []));
  });
  place.scrollIntoView({ block: 'center' });
}
