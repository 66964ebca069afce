// Parts of the second step: sheets, columns, teams, groups, notes and remarks, as they were understood.

import { el, fill } from './dom.js';
import { useColumn, useSheets } from './fix.js';
import { locale } from './numbers.js';
import { kilometres, number, said, w } from './words.js';

/** drawSheets shows every sheet, read or not. Those of the households can be chosen where there are several; changed is
 * called then. */
export function drawSheets(place, reading, changed) {
  const mine = reading.sheets.filter((sheet) => sheet.list === 'households');
  const choice = mine.length > 1;
  const row = (sheet, i) => {
    const pasted = sheet.list === 'teams' && sheet.file === 'teams.txt';
    const text = [el('b', {}, pasted ? w.teamsText : sheet.sheet || sheet.file), ` ${sheet.used ? w.sheetRows(sheet.rows) : w.sheetLeft}`, sheet.sheet && el('small', {}, sheet.file), sheet.reason && el('small', {}, said(sheet.reason))];
    if (!choice || sheet.list !== 'households') return el('li', { class: sheet.used ? 'used' : 'left' }, text);
    const box = el('input', { type: 'checkbox', id: `sheet-${i}`, checked: sheet.used, onchange: () => {
      const names = [...place.querySelectorAll('input:checked')].map((other) => other.value);
      if (names.length === 0) box.checked = true;
      else {
        useSheets(names);
        changed();
      }
    } });
    box.value = sheet.sheet;
    return el('li', { class: sheet.used ? 'used' : 'left' }, el('label', {}, box, el('span', {}, text)));
  };
  fill(place, reading.sheets.length > 0 && el('ul', { class: 'sheets' }, reading.sheets.map(row)));
}

// The columns that can be put right, in the order in which they are shown; others that were understood follow.
const always = ['address', 'name', 'persons', 'household', 'id', 'group', 'phone', 'note', 'status'];

/** drawColumns shows which column of the households' file was taken for what. changed is called when one is chosen. */
export function drawColumns(place, reading, changed) {
  const titles = [...new Set(reading.sheets.filter((sheet) => sheet.list === 'households' && sheet.used).flatMap((sheet) => sheet.titles))].filter(Boolean);
  const names = [...always, ...Object.keys(reading.columns).filter((name) => !always.includes(name) && name !== 'serial')];
  const known = names.filter((name) => reading.columns[name] || titles.length > 0);
  const field = (name) => {
    const id = `column-${name}`, taken = reading.columns[name] ?? '';
    const options = taken && !titles.includes(taken) ? [taken, ...titles] : titles;
    if (titles.length === 0) return el('li', {}, el('b', {}, w.columns[name] ?? name), ` ${taken}`);
    return el('li', {}, el('label', { for: id }, w.columns[name] ?? name),
      el('select', { id, onchange: (event) => {
        useColumn('households', name, event.target.value);
        changed();
      } }, el('option', { value: '', selected: !taken }, w.columnNone), options.map((title) => el('option', { value: title, selected: title === taken }, title))));
  };
  const open = place.querySelector('details')?.open;
  fill(place, known.length > 0 && el('details', { open }, el('summary', {}, w.columnsTitle), el('p', { class: 'quiet' }, w.columnsText), el('ul', { class: 'columns' }, known.map(field))));
}

/** drawCrewTable shows the teams, those that wait for a start among them. */
export function drawCrewTable(place, reading) {
  if (reading.crew.length === 0) {
    fill(place, el('p', { class: 'quiet' }, w.crewNone));
    return;
  }
  const heads = [w.team, w.teamMembers, w.teamsMode, w.teamGroups, w.start];
  const start = (team) => {
    if (team.lat === null) return el('span', { class: 'warn' }, w.crewWaits, team.start && `: ${team.start}`);
    const said = team.by === 'all' ? w.crewGeneral : team.by && team.by !== 'hand' && w.foundBy(w.by[team.by] ?? team.by);
    return [`${team.lat.toFixed(4)}, ${team.lon.toFixed(4)}`, said && el('small', {}, ` ${said}`)];
  };
  const general = reading.start?.lat && reading.start.by !== 'hand' && el('p', { class: 'quiet' }, w.startFound(w.by[reading.start.by] ?? reading.start.by, kilometres(reading.start.within_m)));
  fill(place, general, el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'crew-title' }, el('table', { class: 'crew' },
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, reading.crew.map((team) => el('tr', {},
      el('th', { scope: 'row' }, team.name && team.name !== team.id ? `${team.id} – ${team.name}` : team.id),
      el('td', {}, number(team.members)), el('td', {}, w[team.mode]), el('td', {}, team.groups.join('; ') || w.crewAll), el('td', {}, start(team))))))));
}

/** drawGroups counts people and households by residential group. */
export function drawGroups(place, reading) {
  const order = new Intl.Collator('vi', { numeric: true });
  const names = Object.keys(reading.groups).sort((a, b) => (a === '') - (b === '') || order.compare(a, b));
  fill(place, el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'groups-title' }, el('table', {},
    el('thead', {}, el('tr', {}, [w.group, w.personsHead, w.visits].map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, names.map((name) => el('tr', {}, el('th', { scope: 'row' }, name || w.groupNone), el('td', {}, number(reading.groups[name])), el('td', {}, number(reading.group_households[name]))))))));
}

/** drawNotes shows what notes were understood as, beside the original words. */
export function drawNotes(place, reading) {
  const day = (n) => new Date(Date.UTC(2026, 10, 1 + n)).toLocaleDateString(locale(), { weekday: 'long', timeZone: 'UTC' }); // 1 November 2026 is a Sunday
  const means = ({ windows, days, marks, status }) => [
    ...windows.map((span) => w.homeAt(...span.split('–'))), days.length > 0 && w.onDays(days.map(day)),
    ...marks.map((mark) => w.marks[mark] ?? mark), status && (w.statusWords[status] ?? status),
  ].filter(Boolean).join('; ');
  fill(place, el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'notes-title' }, el('table', {},
    el('thead', {}, el('tr', {}, [w.noteSays, w.noteMeans, w.visits].map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, reading.notes.slice(0, 50).map((note) => el('tr', {}, el('th', { scope: 'row' }, note.says), el('td', {}, means(note)), el('td', {}, number(note.households))))))));
}

/** drawRemarks shows what else was done or seen. */
export function drawRemarks(place, reading) {
  fill(place, reading.remarks.map((remark) => el('li', {}, said(remark))));
}
