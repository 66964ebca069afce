// The rows that were set aside: shown, copied, and downloaded as a file.

import { copy, el, fill, find, show } from './dom.js';
import { number, said, w } from './words.js';

const shown = 200; // rows at first

/** drawAside shows the rows of a reading that were set aside. */
export function drawAside(reading) {
  const rows = reading.set_aside;
  show(find('asides'), rows.length > 0);
  if (rows.length === 0) return;
  find('asides-title').textContent = w.badTitle(rows.length);
  const sheets = rows.some((row) => row.sheet);
  const columns = [
    [w.badFile, (row) => row.file], sheets && [w.badSheet, (row) => row.sheet], [w.badRow, (row) => String(row.row || '')], [w.badColumn, (row) => row.column],
    [w.badReason, (row) => said(row.reason)], [w.badPersons, (row) => (row.list === 'households' ? number(row.persons) : '')],
  ].filter(Boolean);
  fill(find('asides-rows'),
    el('p', {}, w.asideText(reading.aside)),
    table('asides-title', columns, rows),
    rows.length > shown && el('p', { class: 'quiet' }, w.shownOf(shown, rows.length)),
    buttons(columns, rows, 'gonha-dong-can-sua.csv'));
}

/** table shows the first rows, each cell made by its column: [head, text of a row]. */
function table(titleId, columns, rows) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': titleId },
    el('table', { class: 'rows' },
      el('thead', {}, el('tr', {}, columns.map(([head]) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, rows.slice(0, shown).map((row) => el('tr', {}, columns.map(([, cell]) => el('td', {}, cell(row))))))));
}

/** buttons copy the rows, or download them as a file that the spreadsheet program opens as it is. */
function buttons(columns, rows, name) {
  const told = el('span', { class: 'quiet', role: 'status' });
  const texts = () => [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const press = async () => {
    try {
      await copy(texts().map((line) => line.map(tame).join('\t')).join('\r\n'));
      told.textContent = w.copied;
    } catch {
      told.textContent = w.copyFailed;
    }
  };
  const save = () => {
    const csv = texts().map((line) => line.map((text) => `"${tame(text).replaceAll('"', '""')}"`).join(',')).join('\r\n');
    const url = URL.createObjectURL(new Blob(['\ufeff', csv, '\r\n'], { type: 'text/csv;charset=utf-8' }));
    el('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return el('p', { class: 'buttons noprint' },
    el('button', { type: 'button', class: 'button', onclick: press }, w.copy),
    el('button', { type: 'button', class: 'button', onclick: save }, w.downloadCSV), told);
}

/** tame is a text that a spreadsheet does not take for a formula, on one line. */
const tame = (text) => text.replace(/[\t\r\n]+/g, ' ').replace(/^(?=\s*[=+\-@＝＋－＠])/, "'");
