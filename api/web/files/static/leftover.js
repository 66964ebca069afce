// What is not in the plan: households left out, by reason, and the rows of the lists that were set aside.

import { pathOf } from './api.js';
import { copy, el, fill, find, show } from './dom.js';
import { said, w } from './words.js';

const shown = 200; // ids or rows at first; more at a press

// From the most to the least fundamental, as in the printed lists.
const order = ['group', 'turf', 'too_far', 'window', 'max_persons', 'no_time'];

/** drawLeftOut shows the households left out. */
export function drawLeftOut(place, plan) {
  const groups = new Map(order.map((reason) => [reason, []]));
  for (const { household, reason } of plan.unvisited) {
    if (!groups.has(reason)) groups.set(reason, []);
    groups.get(reason).push(household);
  }
  const missed = plan.summary.mandatory_missed;
  fill(place, missed > 0 && el('p', { class: 'notice bad' }, w.mandatory(missed)),
    [...groups].filter(([, ids]) => ids.length > 0).map(([reason, ids]) => group(w.reasons[reason] ?? reason, ids)));
}

function group(reason, ids) {
  const list = el('ul', { class: 'ids' });
  const more = el('button', { type: 'button', class: 'link', onclick: () => put(ids.length) }, w.showAll(ids.length));
  function put(n) {
    fill(list, ids.slice(0, n).map((id) => el('li', {}, id)));
    show(more, n < ids.length);
  }
  put(shown);
  return el('details', { class: 'group' }, el('summary', {}, el('span', {}, reason), el('b', {}, w.households(ids.length))), list, more);
}

/** drawBad shows the rows that were set aside of a solve, which may be null. */
export function drawBad(solve) {
  const rejected = solve?.rejected ?? [];
  show(find('bad'), rejected.length > 0);
  if (rejected.length === 0) return;
  find('bad-title').textContent = w.badTitle(rejected.length);
  const told = el('p', { class: 'quiet', role: 'status' });
  const press = async () => {
    try {
      await copy(asText(rejected));
      told.textContent = w.copied;
    } catch {
      told.textContent = w.copyFailed;
    }
  };
  fill(find('bad-rows'),
    el('p', {}, w.badText),
    el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'bad-title' },
      el('table', { class: 'rows' },
        el('thead', {}, el('tr', {}, heads().map((head) => el('th', { scope: 'col' }, head)))),
        el('tbody', {}, rejected.slice(0, shown).map((row) => el('tr', {}, cells(row).map((text) => el('td', {}, text))))))),
    rejected.length > shown && el('p', { class: 'quiet' }, w.shownOf(shown, rejected.length)),
    el('p', { class: 'buttons noprint' },
      el('button', { type: 'button', class: 'button', onclick: press }, w.copy),
      solve.plan && el('a', { class: 'button', href: pathOf(solve.id, 'rejected.csv'), download: true }, w.download)),
    told);
}

const heads = () => [w.badFile, w.badRow, w.badColumn, w.badReason];
const cells = (row) => [row.file, String(row.row), row.column, said(row.reason)];

/** asText is the table as a spreadsheet takes it in: tabs between cells, none of which is a formula. */
function asText(rejected) {
  const safe = (text) => text.replace(/[\t\r\n]+/g, ' ').replace(/^(?=\s*[=+\-@＝＋－＠])/, "'");
  return [heads(), ...rejected.map(cells)].map((line) => line.map(safe).join('\t')).join('\r\n');
}
