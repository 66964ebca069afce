// Households without coordinates: how sure their places are, and settling the doubtful ones: by a guess, by coordinates
// pasted into a cell, or on the map. The map is there only once it is asked for.

import { Problem, findPlace } from './api.js';
import { el, fill, find, show } from './dom.js';
import { doorOf, fix, settle, settledAt } from './fix.js';
import { openGround } from './ground.js';
import { classNow, countsNow, pointNow } from './places.js';
import { kilometres, number, said, w } from './words.js';

const page = 60; // households shown at first, and more at each press
let reading = null;
let which = 'doubtful'; // which households are listed
let most = page;
let open = null; // the door that is open in the list
let map = null; // the open map
let changed = () => {};

/** startPlacing makes the part ready: changed is called as counts change, again where the lists are to be read anew. */
export function startPlacing(on) {
  ({ changed } = on);
  find('placing-each').addEventListener('toggle', drawMap);
}

/** drawPlacing shows the part for a reading. */
export function drawPlacing(of) {
  if (reading !== of) {
    most = page;
    if (of.places.length > 0 && of.places.every((place) => place.lat === null)) find('placing-each').open = true; // there is nothing to accept
    if (map && of.bounds.length === 4) map.fit(of.bounds);
  }
  reading = of;
  show(find('placing'), reading.places.length > 0);
  if (reading.places.length === 0) return;
  drawCounts();
  drawTabs();
  drawDoors();
  drawMap();
}

/** drawMap shows the households on the map, or offers to open one. */
function drawMap() {
  if (!find('placing-each').open) return;
  if (map) {
    const doors = reading.places.map((place) => ({ key: doorOf(place), class: classNow(place), at: pointNow(place) })).filter(({ at }) => at);
    map.show(doors.map(({ at, ...door }) => ({ ...door, lat: at.lat, lon: at.lon })), reading.crew.filter((team) => team.lat !== null));
    drawOpen();
    return;
  }
  if (find('placing-map').querySelector('.wait[role=status]')) return; // it is on its way
  if (!reading.has_map) fill(find('placing-map'), el('p', { class: 'wait' }, w.mapMissing));
  else fill(find('placing-map'), el('div', { class: 'wait' }, el('p', {}, w.mapWhy), el('button', { type: 'button', class: 'button', id: 'placing-open', onclick: () => startMap() }, w.mapOpen)));
}

/** startMap opens the map. */
async function startMap() {
  map = await openGround(find('placing-map'), { bounds: reading.bounds, click: clicked });
  if (!map) return;
  drawDoors();
  drawMap();
  goOpen();
}

/** clicked settles the open household where the map was clicked, or opens the one that was clicked. */
function clicked(at, key) {
  const place = opened();
  if (place) put(place, at);
  else if (key) openDoor(reading.places.find((other) => doorOf(other) === key) ?? null);
}

const opened = () => (open === null ? null : reading.places.find((place) => doorOf(place) === open) ?? null);

/** drawOpen marks the open household on the map. */
function drawOpen() {
  const place = opened();
  if (!place) {
    map.open(null, 0, []);
    return;
  }
  const at = pointNow(place), now = classNow(place);
  const sure = now === 'settled' || now === 'skip';
  map.open(at && { lat: at.lat, lon: at.lon, class: now }, sure ? 0 : place.guess?.within_m ?? 0, sure ? [] : place.candidates);
}

/** goOpen moves the map to the open household. */
function goOpen() {
  const place = opened(), at = place && pointNow(place);
  if (map && at) map.go(at, classNow(place) === 'settled' ? 0 : place.guess?.within_m ?? 0);
}

const order = ['settled', 'sure', 'likely', 'unknown', 'skip'];

function drawCounts() {
  const counts = countsNow(reading);
  fill(find('placing-classes'), order.filter((name) => counts[name] || name === 'sure' || name === 'likely' || name === 'unknown').map((name) => {
    const { households = 0, persons = 0 } = counts[name] ?? {};
    return el('li', { class: name }, el('b', {}, number(households)), ` ${w.classes[name]}`, el('small', {}, w.persons(persons)));
  }));
  drawAll(counts);
  const doubtful = (counts.likely?.households ?? 0) + (counts.unknown?.households ?? 0);
  find('placing-summary').textContent = w.placingEach(doubtful);
}

/** drawAll offers to take every guess, or to take that back. */
function drawAll(counts) {
  const guesses = reading.places.filter((place) => place.lat !== null && (classNow(place) === 'likely' || classNow(place) === 'unknown'));
  const nowhere = reading.places.filter((place) => classNow(place) === 'unknown' && place.lat === null).length;
  const all = fix.geocode === 'all', people = guesses.reduce((sum, place) => sum + place.persons, 0);
  const press = () => {
    fix.geocode = all ? 'sure' : 'all';
    drawPlacing(reading);
    changed();
    find('placing-take').focus();
    find('live').textContent = find('gobar-text').textContent;
  };
  const text = all ? w.takenAll(guesses.length, people) : guesses.length > 0 ? w.takeAllText(guesses.length, people) : counts.sure || counts.settled ? '' : w.takeNone;
  fill(find('placing-all'),
    el('p', {}, text, nowhere > 0 && reading.has_map && ` ${w.nowhereText(nowhere)}`),
    guesses.length > 0 && el('p', { class: 'buttons noprint' }, el('button', { type: 'button', id: 'placing-take', class: all ? 'button' : 'button strong', onclick: press }, all ? w.takeBack : w.takeAll)));
}

/** tabs are the ways to choose which households are listed. */
const tabs = { doubtful: ['likely', 'unknown'], sure: ['sure'], settled: ['settled', 'skip'] };

function drawTabs() {
  const counts = countsNow(reading);
  const tab = (name) => {
    const n = tabs[name].reduce((sum, one) => sum + (counts[one]?.households ?? 0), 0);
    return el('label', {}, el('input', { type: 'radio', name: 'placing-which', value: name, checked: name === which, onchange: () => {
      which = name;
      most = page;
      drawDoors();
    } }), el('span', {}, `${w.placingTabs[name]} (${number(n)})`));
  };
  const focused = document.activeElement?.name === 'placing-which';
  fill(find('placing-tabs'), Object.keys(tabs).map(tab));
  if (focused) find('placing-tabs').querySelector(':checked').focus();
}

/** listed are the households in the list now. What is open stays in it until another is opened. */
const listed = () => reading.places.filter((place) => tabs[which].includes(classNow(place)) || doorOf(place) === open);

/** drawDoors shows the list. */
function drawDoors() {
  const doors = listed();
  fill(find('placing-doors'), doors.slice(0, most).map(item));
  fill(find('placing-more'), doors.length === 0 && w.placingNone,
    doors.length > most && el('button', { type: 'button', class: 'link', onclick: () => {
      most += page;
      drawDoors();
    } }, w.placingMore(doors.length - most)));
}

function item(place, i) {
  const now = classNow(place), id = doorOf(place), isOpen = id === open;
  const head = el('button', { type: 'button', class: 'door', 'aria-expanded': String(isOpen), onclick: () => openDoor(isOpen ? null : place) },
    el('span', { class: `mark ${now}` }, w.classShort[now]), el('b', {}, place.address || place.household), el('small', {}, [place.group, w.persons(place.persons)].filter(Boolean).join(' · ')));
  return el('li', { 'data-door': i }, head, isOpen && panel(place, now));
}

/** panel are the ways to settle one household. */
function panel(place, now) {
  const input = el('input', { type: 'text', id: 'placing-paste', maxlength: 500, autocomplete: 'off', 'aria-describedby': 'placing-told' });
  const told = el('p', { class: 'quiet', id: 'placing-told', role: 'status' });
  const tell = (text, bad) => {
    told.textContent = text;
    told.classList.toggle('bad', bad);
  };
  const look = async () => {
    const text = input.value.trim();
    if (!text) return;
    try {
      const at = pointNow(place) ?? middle();
      const found = await findPlace(text, at && [at.lat, at.lon]);
      put(place, found);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      tell(said(problem.errors[0]?.message ?? problem.detail), true);
      input.select();
    }
  };
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') look(); });
  input.addEventListener('paste', () => setTimeout(look));
  const button = (words, press, strong) => el('button', { type: 'button', class: strong ? 'button strong' : 'button', onclick: press }, words);
  return el('div', { class: 'panel' },
    el('p', {}, guessText(place, now)),
    el('p', { class: 'buttons' },
      place.lat !== null && now !== 'settled' && button(w.takeOne, () => put(place, place), true),
      (now === 'settled' || now === 'skip') && settledAt(place) && button(w.undo, () => put(place, null)),
      map ? button(w.putMiddle, () => put(place, map.middle())) : reading.has_map && button(w.pickOnMap, startMap),
      now !== 'skip' && button(w.skipOne, () => put(place, 'skip'))),
    map && el('p', { class: 'quiet' }, w.clickMap),
    place.candidates.length > 0 && el('p', { class: 'buttons' }, place.candidates.map((one, i) => button(w.candidate(i + 1, one.says || w.by[one.by] || ''), () => put(place, one)))),
    el('p', { class: 'field' }, el('label', { for: 'placing-paste' }, w.pasteHere), el('span', { class: 'joined' }, input, button(w.pasteTake, look))),
    told);
}

/** guessText says what is known of a place and how. */
function guessText(place, now) {
  if (now === 'settled') return settledAt(place) ? w.settledText : w.rememberedText;
  if (now === 'skip') return w.skippedText;
  if (!place.guess) return w.unknownText;
  return w.guessText(w.by[place.guess.by] ?? place.guess.by, kilometres(place.guess.within_m));
}

/** middle is the middle of all that is known, or null. */
function middle() {
  const [south, west, north, east] = reading.bounds;
  return reading.bounds.length === 4 ? { lat: (south + north) / 2, lon: (west + east) / 2 } : null;
}

/** openDoor opens a household in the list, or none. */
function openDoor(place) {
  open = place ? doorOf(place) : null;
  drawDoors();
  if (map) drawOpen();
  goOpen();
  reveal();
}

/** reveal goes to the open household in the list. */
function reveal() {
  const head = find('placing-doors').querySelector('[aria-expanded=true]');
  head?.focus({ preventScroll: true });
  const list = find('placing-doors');
  if (head && list.scrollHeight > list.clientHeight) list.scrollTop = head.parentElement.offsetTop - list.offsetTop;
  head?.scrollIntoView({ block: 'nearest' });
}

/** put settles a household and goes on to the next that is doubtful. */
function put(place, at) {
  const before = listed();
  const next = before[before.indexOf(place) + 1] ?? before[before.indexOf(place) - 1];
  settle(place, at);
  open = at && next && next !== place ? doorOf(next) : doorOf(place);
  drawPlacing(reading);
  goOpen();
  changed();
  reveal();
  find('live').textContent = find('gobar-text').textContent;
}
