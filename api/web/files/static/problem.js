// What went wrong, in words: the server's problems as sentences beside what they are about.

import { el, find, fill } from './dom.js';
import { fileName } from './form.js';
import { said, w } from './words.js';

// The fields of the form by the names of the options, and the words for them.
const fields = {
  night: ['night', 'night'], window: ['from', 'evening'], time_limit_s: ['seconds', 'seconds'], setup_s: ['setup', 'setup'],
  per_person_s: ['per-person', 'perPerson'], stop_radius_m: ['radius', 'radius'], turfs: ['turfs', 'turfs'], seed: ['seed', 'seed'],
};
const listWords = { households: 'householdsList', teams: 'teamsList' };

// The fields of the form by what is put right about the lists, and the words for them.
const corrected = { start: ['start-all', 'startAll'], teams_text: ['teams-text', 'teamsText'], teams_table: ['teams-count', 'teamsList'] };

/** placed finds what a fault is about: the id of the form's field, or '', and its words. */
function placed(location = '') {
  const option = location.match(/^body\.options\.(\w+)/);
  if (option && fields[option[1]]) {
    const [id, word] = fields[option[1]];
    return { id, where: w[word] };
  }
  const put = location.match(/^body\.corrections\.(\w+)/);
  if (put && corrected[put[1]]) {
    const [id, word] = corrected[put[1]];
    return { id, where: w[word] };
  }
  const row = location.match(/^body\.(households|teams)(?:: (\d+))?(?:\.(\w+))?/);
  if (!row) return { id: '', where: '' };
  const [, list, number, column] = row;
  const where = [w[listWords[list]], number && `${w.row} ${number}`, column && `${w.column} ${column}`];
  return { id: list, where: where.filter(Boolean).join(', ') };
}

/** sentence is a fault in the language in use, without the file's name, which its place tells. */
function sentence(fault, id) {
  let text = said(fault.message ?? '');
  const name = listWords[id] ? fileName(id) : '';
  if (name && text.startsWith(`${name}: `)) text = text.slice(name.length + 2);
  return text;
}

/** unmark takes the marks of earlier faults off the form. */
export function unmark() {
  for (const element of document.querySelectorAll('#form [aria-invalid]')) element.removeAttribute('aria-invalid');
}

/** mark marks a field of the form as faulty. */
export function mark(id) {
  const field = find(id);
  field.setAttribute('aria-invalid', 'true');
  const hidden = field.closest('details');
  if (hidden) hidden.open = true;
}

/** tell shows a problem as a notice: the title, then each fault on a line; actions are buttons below. */
export function tell(place, title, problem, ...actions) {
  const lines = problem.errors.map((fault) => {
    const { id, where } = placed(fault.location);
    return el('li', {}, where && el('b', {}, `${where}: `), sentence(fault, id));
  });
  const body = lines.length > 0 ? el('ul', {}, lines) : el('p', {}, said(problem.detail));
  notice(place, 'bad', el('b', {}, title), body, actions.length > 0 ? el('p', { class: 'buttons' }, actions) : null);
}

/** markAll marks every field of the form that the problem names. */
export function markAll(problem) {
  for (const fault of problem.errors) {
    const { id } = placed(fault.location);
    if (id) mark(id);
  }
}

/** notice shows something in a box; kind is 'bad', 'busy' or 'good'. Without children it goes. */
export function notice(place, kind, ...children) {
  fill(place, ...(children.length > 0 ? [el('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, children)] : []));
}
