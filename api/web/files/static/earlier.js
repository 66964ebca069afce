// The solves that the server still keeps, to open one again or delete it.

import { Problem, earlier, forget } from './api.js';
import { el, fill, find, show } from './dom.js';
import { ended } from './follow.js';
import { language, moment, number, w } from './words.js';

let solves = [];
let next = null;
let drawn = ''; // what the list was drawn for

/** startEarlier makes the list ready. */
export function startEarlier() {
  find('earlier-more').addEventListener('click', () => load(next));
}

/** loadEarlier takes in the newest solves. */
export const loadEarlier = () => load(null);

async function load(cursor) {
  try {
    const page = await earlier(cursor);
    solves = cursor ? solves.concat(page.solves) : page.solves;
    next = page.next;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (!cursor) [solves, next] = [[], null]; // the form works without the list
  }
  drawEarlier();
}

/** drawEarlier shows the list. */
export function drawEarlier() {
  show(find('earlier'), solves.length > 0);
  show(find('earlier-more'), next !== null);
  const what = language() + JSON.stringify(solves);
  if (what === drawn) return; // what somebody is about to press stays where it is
  drawn = what;
  fill(find('earlier-list'), solves.map(item));
}

function item(solve) {
  const when = moment(solve.created_at);
  const reached = ended(solve.state) && solve.progress.visits > 0 ? `${number(solve.progress.persons)}/${number(solve.persons)}` : number(solve.persons);
  return el('li', {},
    el('a', { class: 'open', href: `#p=${solve.id}`, 'aria-label': w.openOf(when) },
      el('b', {}, when), el('span', {}, `${reached} ${w.personsHead.toLowerCase()} · ${w.households(solve.households)} · ${number(solve.teams)} ${w.team.toLowerCase()}`),
      el('span', { class: `state ${solve.state}` }, w.states[solve.state])),
    ended(solve.state) && el('button', { type: 'button', class: 'link', 'aria-label': w.forgetOf(when), onclick: (event) => remove(event.currentTarget, solve) }, w.forget));
}

/** remove deletes a solve at the second press. */
async function remove(button, solve) {
  if (!button.dataset.sure) {
    button.dataset.sure = 'yes';
    button.textContent = w.forgetSure;
    button.removeAttribute('aria-label');
    return;
  }
  try {
    await forget(solve.id);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status !== 404) return;
  }
  solves = solves.filter((other) => other.id !== solve.id);
  drawEarlier();
  find(solves.length > 0 ? 'earlier-title' : 'start-title').focus?.();
}
