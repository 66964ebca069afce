// The second step: what was understood of the lists, what is put right about it, and the way on to a plan.

import { Problem, keepPlaces } from './api.js';
import { drawAside } from './aside.js';
import { el, fill, find, show } from './dom.js';
import { fileName, swap } from './form.js';
import { settledPlaces } from './fix.js';
import { plannedNow } from './places.js';
import { drawPlacing, startPlacing } from './placing.js';
import { notice } from './problem.js';
import { drawColumns, drawCrewTable, drawGroups, drawNotes, drawRemarks, drawSheets } from './parts.js';
import { sendLists } from './send.js';
import { number, sentence, w } from './words.js';

let reading = null; // the server's answer

/** startRead makes the step ready. plan is called with the solve that begins. */
export function startRead(plan) {
  startPlacing({ changed: drawGo, again: readAgain });
  find('plan-go').addEventListener('click', async () => {
    const solve = await sendLists('plan');
    if (!solve) return;
    remember();
    plan(solve);
  });
}

/** hasRead says whether there is something to show. */
export const hasRead = () => reading !== null;

/** readFirst reads the lists of the form and says whether it came to anything. */
export async function readFirst() {
  const answer = await sendLists('read');
  if (!answer) return false;
  reading = answer;
  drawRead();
  return true;
}

/** readAgain reads the lists with what was put right since. */
async function readAgain() {
  const answer = await sendLists('again');
  if (!answer) return;
  reading = answer;
  const focused = document.activeElement?.id;
  drawRead();
  find(focused)?.focus();
  find('live').textContent = w.readSaid(reading.persons, reading.households);
}

/** remember has the server keep what was settled. It does without where it does not. */
async function remember() {
  const places = settledPlaces().filter((place) => place.address);
  if (places.length === 0) return;
  try { await keepPlaces(places); } catch (problem) { if (!(problem instanceof Problem)) throw problem; }
}

/** drawRead shows the reading in the language in use. */
export function drawRead() {
  if (!reading) return;
  const whole = reading.persons + reading.ended + reading.aside;
  find('read-text').textContent = w.readText(fileName('households'));
  fill(find('read-totals'),
    total(number(whole), w.readPeople, parts(whole)),
    total(number(reading.persons), w.readVisit, w.readDoors(reading.households)),
    total(number(reading.aside), w.readAside, reading.aside > 0 ? w.readAsideWhy : w.readAsideNone, reading.aside > 0),
    total(number(reading.teams), w.readTeams, reading.crew.length > reading.teams ? w.readWaiting(reading.crew.length - reading.teams) : '', reading.teams === 0));
  drawNext();
  for (const part of find('read').querySelectorAll('.whole')) show(part, !reading.swapped);
  drawPlacing(reading);
  drawAside(reading);
  drawCrewTable(find('crew'), reading);
  drawGroups(find('groups'), reading);
  drawSheets(find('sheets'), reading, readAgain);
  drawColumns(find('columns'), reading, readAgain);
  drawNotes(find('notes'), reading);
  drawRemarks(find('remarks'), reading);
  show(find('groups-part'), Object.keys(reading.groups).length > 1);
  show(find('sheets-part'), reading.sheets.length > 0 || Object.keys(reading.columns).length > 0);
  show(find('notes-part'), reading.notes.length > 0);
  show(find('remarks-part'), reading.remarks.length > 0);
  drawGo();
}

/** parts says what the people of the list are, as a bar and in words. */
function parts(whole) {
  const shares = [['visit', reading.persons], ['ended', reading.ended], ['left', reading.aside]].filter(([, n]) => n > 0);
  const bar = el('span', { class: 'bar split', 'aria-hidden': 'true' }, shares.map(([name]) => el('i', { class: name })));
  shares.forEach(([, n], i) => { bar.children[i].style.width = `${(100 * n / whole).toFixed(2)}%`; });
  return [shares.map(([name, n]) => w.readParts[name](n)).join(' · '), bar];
}

function total(value, what, below, warn) {
  return el('li', {}, el('b', {}, value), ' ', what, el('small', { class: warn && 'warn' }, below));
}

/** drawNext says what to do where nothing can be planned yet. */
function drawNext() {
  const place = find('read-notice');
  if (!reading.next || (reading.planned.teams > 0 && plannedNow(reading).households > 0)) {
    notice(place);
    return;
  }
  const way = reading.swapped ? el('button', { type: 'button', class: 'button', onclick: () => { swap(); readAgain(); } }, w.swapAgain)
    : reading.planned.teams === 0 && el('a', { class: 'button', href: '#' }, w.readBack);
  notice(place, 'busy', el('b', {}, w.readNext), el('p', {}, sentence(reading.next)), way && el('p', { class: 'buttons' }, way));
}

/** drawGo says what would be planned now. */
function drawGo() {
  const now = plannedNow(reading), button = find('plan-go'), can = now.households > 0 && reading.planned.teams > 0 && !reading.swapped;
  drawNext();
  const left = reading.persons - now.persons;
  find('gobar-text').textContent = `${w.goWhat(now.persons, now.households, reading.planned.teams)}${left > 0 ? ` ${w.goLeft(left)}` : ''}`;
  button.disabled = !can;
}
