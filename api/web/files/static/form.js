// The form: the two files, chosen, dropped or the sample, and the settings of the evening.

import { Problem, newKey, sample } from './api.js';
import { crewBy, crewCorrections, drawCrew, startCrew, takeCrewFromFile } from './crew.js';
import { find, show } from './dom.js';
import { corrections, forgetHints, swapHints } from './fix.js';
import { number, w } from './words.js';

const lists = ['households', 'teams'];
const files = { households: null, teams: null };
let nightGiven = false;
let attempt = { of: '', key: '' }; // the last sending that may have come through unheard: what was sent, and its idempotency key

/** today is the date in Viet Nam, "2026-11-20". */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());

/** startForm makes the form ready. submit is called with nothing when the button is pressed. */
export function startForm(submit) {
  for (const list of lists) {
    find(list).addEventListener('change', (event) => {
      if (event.target.files.length > 0) choose(list, event.target.files[0]); // a dialog left without choosing keeps the file
    });
  }
  find('night').addEventListener('input', () => { nightGiven = true; });
  find('form').addEventListener('submit', (event) => {
    event.preventDefault(); // nothing is ever sent by the form itself
    submit();
  });
  find('swap').addEventListener('click', swap);
  startCrew();
  document.addEventListener('visibilitychange', renewNight);
  startDrop();
  renewNight();
  drawForm();
}

/** renewNight keeps the date today's until one is given: the page may stay open for days. */
function renewNight() {
  if (!nightGiven) find('night').value = today();
}

function choose(list, file) {
  files[list] = file;
  forgetHints(list);
  if (list === 'teams') takeCrewFromFile();
  drawForm();
}

/** swap exchanges the two files. */
export function swap() {
  [files.households, files.teams] = [files.teams, files.households];
  swapHints();
  drawForm();
}

/** drawForm shows which files are chosen. */
export function drawForm() {
  for (const list of lists) {
    const file = files[list], input = find(list), card = input.closest('.file');
    card.classList.toggle('has', file !== null);
    find(`${list}-file`).textContent = file ? `${file.name} · ${size(file.size)}` : '';
    card.querySelector('[data-pick]').textContent = file ? w.change : w.choose;
    if (file) input.removeAttribute('aria-invalid');
  }
  drawCrew();
  show(find('swap'), files.households !== null && files.teams !== null);
}

const size = (bytes) => (bytes < 1 << 20 ? `${number(Math.max(1, Math.round(bytes / 1024)))} kB` : `${number(bytes / (1 << 20), 1)} MB`);

/** startDrop lets files be dropped anywhere: on a list's card for that list, elsewhere by what they look like. */
function startDrop() {
  let depth = 0; // of the elements that the files are over
  const over = (on) => document.body.classList.toggle('dropping', on);
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  document.addEventListener('dragenter', (event) => { if (hasFiles(event)) over(++depth > 0); });
  document.addEventListener('dragleave', (event) => { if (hasFiles(event)) over(--depth > 0); });
  document.addEventListener('dragover', (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener('drop', async (event) => {
    depth = 0;
    over(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    const dropped = [...event.dataTransfer.files];
    if (find('start').hidden || dropped.length === 0) return;
    const card = event.target.closest?.('.file');
    if (card && dropped.length === 1) choose(card.dataset.list, dropped[0]);
    else await sortOut(dropped.slice(0, 2));
  });
}

/** sortOut finds which of the dropped files is which list. */
async function sortOut(dropped) {
  const likes = await Promise.all(dropped.map(likeTeams));
  if (dropped.length === 1) {
    choose(likes[0] > 0 || (likes[0] === 0 && files.households && !files.teams) ? 'teams' : 'households', dropped[0]);
    return;
  }
  const second = likes[1] === likes[0] ? dropped[1].size <= dropped[0].size : likes[1] > likes[0];
  const [households, teams] = second ? dropped : [dropped[1], dropped[0]];
  choose('households', households);
  choose('teams', teams);
}

/** likeTeams says how much a file looks like a list of teams: below 0, like one of households. */
async function likeTeams(file) {
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase();
  const name = plain(file.name);
  let like = /team|zalo|(^|[^a-z])(doi|to cong tac)([^a-z]|$)/.test(name) - /household|(^|[^a-z])(ho|dan|danh sach ho)([^a-z]|$)/.test(name);
  if (!/\.xlsx$/.test(name)) {
    const head = plain(await file.slice(0, 4096).text().catch(() => ''));
    like += 2 * (/start_?lat|members|thanh vien/.test(head) - /persons|household|ma ho|dia chi|address|"point"/.test(head));
  }
  return like;
}

/** takeSample chooses the two lists that the server gives to try with. */
export async function takeSample() {
  const [households, teams] = await Promise.all(lists.map(sample));
  choose('households', households);
  choose('teams', teams);
}

/** missing are the lists that there must be and are not chosen. */
export const missing = () => (files.households === null ? ['households'] : []);

/** sent are the lists whose files are sent. */
const sent = () => lists.filter((list) => files[list] !== null && (list === 'households' || crewBy() === 'file'));

/** fileName is the name of a list's file, or empty. */
export const fileName = (list) => files[list]?.name ?? '';

/** content is what is to be sent, and the key of the request: that of the last attempt where it is the same
 * again. It fails with a Problem where a file cannot be read. */
export async function content(lang) {
  const form = new FormData();
  for (const list of sent()) {
    const file = files[list];
    let bytes;
    try {
      bytes = await file.arrayBuffer(); // now, to tell a file that has changed from a network that is down
    } catch {
      throw new Problem(422, { detail: w.fileChanged(file.name), errors: [{ location: `body.${list}`, message: w.fileChanged(file.name) }] });
    }
    if (bytes.byteLength === 0) {
      throw new Problem(422, { detail: w.fileEmpty(file.name), errors: [{ location: `body.${list}`, message: w.fileEmpty(file.name) }] });
    }
    form.append(list, new Blob([bytes]), file.name);
  }
  const chosen = JSON.stringify(options(lang));
  form.append('options', chosen);
  const put = JSON.stringify(corrections(crewCorrections()));
  form.append('corrections', put);
  const of = [chosen, put, ...sent().map((list) => [files[list].name, files[list].size, files[list].lastModified])].join();
  if (attempt.of !== of) attempt = { of, key: newKey() };
  return { form, key: attempt.key };
}

/** answered says that the last attempt was heard, so that the next is another request. */
export function answered() {
  attempt = { of: '', key: '' };
}

/** options are the settings that are given; what is left empty is the server's to choose. */
function options(lang) {
  const value = (id) => find(id).value;
  const all = { lang, night: value('night'), turfs: value('turfs'), time_limit_s: Number(value('seconds')) };
  if (value('from') || value('to')) all.window = `${value('from')}-${value('to')}`;
  const put = (name, id, unit) => { if (value(id) !== '') all[name] = Math.round(Number(value(id)) * unit); };
  put('per_person_s', 'per-person', 60);
  put('setup_s', 'setup', 60);
  put('stop_radius_m', 'radius', 1);
  put('seed', 'seed', 1);
  if (!all.night) delete all.night;
  return all;
}
