// The teams of the form: from a file, typed in a table, or pasted as a message; and where all of them set out.

import { el, fill, find, show } from './dom.js';
import { w } from './words.js';

const ways = ['file', 'table', 'text'];
let rows = []; // of the table: what differs from what is said of all

/** startCrew makes the teams' part of the form ready. */
export function startCrew() {
  for (const radio of document.querySelectorAll('[name=teams-by]')) radio.addEventListener('change', drawCrew);
  for (const id of ['teams-count', 'teams-members', 'teams-mode']) find(id).addEventListener('input', drawRows);
  drawCrew();
}

/** crewBy is where the teams come from: 'file', 'table' or 'text'. */
export const crewBy = () => document.querySelector('[name=teams-by]:checked').value;

/** takeCrewFromFile goes to the file, where one was chosen. */
export function takeCrewFromFile() {
  document.querySelector('[name=teams-by][value=file]').checked = true;
  drawCrew();
}

/** drawCrew shows the part for where the teams come from. */
export function drawCrew() {
  for (const way of ways) show(find(`teams-by-${way}`), way === crewBy());
  find('teams').closest('.file').dataset.by = crewBy();
  drawRows();
}

const count = () => Math.min(200, Math.max(0, Math.floor(Number(find('teams-count').value) || 0)));

/** drawRows shows a row for each team of the table. */
function drawRows() {
  while (rows.length < count()) rows.push({ name: '', members: '', mode: '', groups: '', start: '' });
  const heads = [w.teamName, w.teamMembers, w.teamsMode, w.teamGroups, w.teamStart];
  const input = (i, field, head, attributes) => el('input', { ...attributes, value: rows[i][field], 'aria-label': w.ofTeam(head, i + 1), oninput: (event) => { rows[i][field] = event.target.value; } });
  const mode = (i) => {
    const select = el('select', { 'aria-label': w.ofTeam(w.teamsMode, i + 1), onchange: (event) => { rows[i].mode = event.target.value; } },
      ['motorbike', 'walk'].map((value) => el('option', { value, selected: value === (rows[i].mode || find('teams-mode').value) }, w[value])));
    return select;
  };
  fill(find('teams-rows'), el('table', { class: 'typed' },
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.slice(0, count()).map((_, i) => el('tr', {},
      el('td', {}, input(i, 'name', w.teamName, { placeholder: w.teamNth(i + 1), maxlength: 200 })),
      el('td', {}, input(i, 'members', w.teamMembers, { type: 'number', min: 1, max: 12, placeholder: find('teams-members').value })),
      el('td', {}, mode(i)),
      el('td', {}, input(i, 'groups', w.teamGroups, { placeholder: 'TDP 1; TDP 2' })),
      el('td', {}, input(i, 'start', w.teamStart, { maxlength: 500, placeholder: '21.0270, 105.8350' })))))));
}

/** crewCorrections are what the form says of the teams beside their file. */
export function crewCorrections() {
  const said = find('start-all').value.trim() ? { start: find('start-all').value.trim() } : {};
  if (crewBy() === 'text' && find('teams-text').value.trim()) said.teams_text = find('teams-text').value;
  if (crewBy() === 'table') said.teams_table = rows.slice(0, count()).map(typed);
  return said;
}

/** typed is a row of the table as it is sent. */
function typed(row, i) {
  const groups = row.groups.split(/[;\n]/).map((group) => group.trim()).filter(Boolean);
  return {
    name: row.name.trim() || w.teamNth(i + 1), members: Number(row.members || find('teams-members').value) || 0,
    mode: row.mode || find('teams-mode').value, ...(groups.length > 0 && { groups }), ...(row.start.trim() && { start: row.start.trim() }),
  };
}
