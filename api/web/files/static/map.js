// The map: a drawing of the teams' areas, ways and stops, without any other host's tiles. A team is a
// few paths however many doors it has; numbers are drawn only where they can be read.

import { el, fill, show, svg } from './dom.js';
import { Pan } from './pan.js';
import { clock, kilometres, language, number, w } from './words.js';
import { World } from './world.js';

const mostNumbers = 150; // drawn at once
const many = 2500; // doors from which the drawing is moved as a picture and drawn anew when it rests
const rest = 140; // milliseconds without a move that are a rest
const near = 1.8; // times the scale at which all is seen, from where numbers are drawn

let parts = null; // the elements
let pan = null;
let choose = () => {};
let world = new World(null);
let routes = null; // what the world was made of
let chosen = null;
let pointed = null; // the team under the pointer
let spokenIn = '';
let waiting = false;
let seen = null; // the scale and shift at which the drawing was drawn
let resting = 0; // the timer of its next rest

/** startMap makes an empty map in a figure. chose is called with a team's id, or null for none. */
export function startMap(figure, chose) {
  choose = chose;
  const ground = svg('g'), marks = svg('g', { class: 'marks' });
  const surface = svg('svg', { tabindex: 0, role: 'application' }, ground, marks);
  const button = (sign, does) => el('button', { type: 'button', onclick: does }, sign);
  parts = {
    figure, surface, ground, marks, groups: new Map(),
    wait: el('p', { class: 'wait' }), bar: el('i'), length: el('span'), caption: el('figcaption'), note: el('p', { class: 'note' }),
    buttons: [button('+', () => pan.zoom(1.6)), button('−', () => pan.zoom(1 / 1.6)), button('⤢', () => pan.fit())],
  };
  const paper = el('div', { class: 'paper' }, surface, parts.wait,
    el('div', { class: 'zoom noprint' }, parts.buttons), el('div', { class: 'scale', 'aria-hidden': 'true' }, parts.bar, parts.length));
  fill(figure, paper, parts.note, parts.caption);
  pan = new Pan(surface, () => later(true));
  new ResizeObserver(() => {
    if (paper.clientWidth === 0) return;
    surface.setAttribute('viewBox', `0 0 ${paper.clientWidth} ${paper.clientHeight}`);
    pan.size(paper.clientWidth, paper.clientHeight);
  }).observe(paper);
  const teamAt = (event) => event.target.closest('[data-team]')?.dataset.team ?? null;
  surface.addEventListener('pointerover', (event) => { if (event.pointerType === 'mouse') point(teamAt(event)); });
  surface.addEventListener('pointerleave', () => point(null));
  surface.addEventListener('click', (event) => {
    const team = teamAt(event);
    choose(team === chosen ? null : team);
  });
  surface.addEventListener('keydown', (event) => { if (event.key === 'Escape') choose(null); });
}

/** drawMap draws the plan of routes.geojson, or nothing, and highlights a team, or none. */
export function drawMap(given, team) {
  if (given !== routes) take(given);
  if (language() !== spokenIn) {
    spokenIn = language();
    parts.surface.setAttribute('aria-label', w.mapHelp);
    [w.zoomIn, w.zoomOut, w.zoomAll].forEach((label, i) => {
      parts.buttons[i].setAttribute('aria-label', label);
      parts.buttons[i].title = label;
    });
    mark();
  }
  show(parts.wait, world.teams.length === 0);
  parts.wait.textContent = given ? w.mapNone : w.mapWait;
  if (team === chosen) return;
  chosen = team;
  const found = world.teams.find(({ id }) => id === team);
  if (found) pan.look(found.box);
  mark();
}

/** noteMap says what the ways on the map follow, and whose map that is. */
export function noteMap(text) {
  if (parts.note.textContent !== text) parts.note.textContent = text;
}

/** take draws another plan. While it stays the same evening, the view stays too. */
function take(given) {
  const before = routes && given ? pan.box : null;
  if (!given) [pan.moved, pan.box, chosen, pointed] = [false, null, null, null];
  routes = given;
  world = new World(given);
  parts.groups = new Map(world.teams.map((team) => [team.id, draw(team)]));
  fill(parts.ground, [...parts.groups.values()]);
  parts.surface.classList.toggle('many', world.teams.reduce((doors, team) => doors + team.visits, 0) > many);
  if (world.box) pan.extent(before ? world.box.map((side, i) => (i < 2 ? Math.min : Math.max)(side, before[i])) : world.box);
  mark();
}

/** draw is a team's drawing. Colours repeat after ten teams; then the ways are dashed, and dotted. */
function draw(team) {
  const group = svg('g', { class: `team dash${Math.floor(team.order / 10) % 3}`, 'data-team': team.id },
    team.area && svg('path', { class: 'area', d: team.area }),
    svg('path', { class: 'way legs', d: team.legs }), svg('path', { class: 'way', d: team.way }), svg('path', { class: 'doors', d: team.doors }));
  group.style.setProperty('--team', team.colour);
  return group;
}

function point(team) {
  if (team === pointed) return;
  pointed = team;
  mark();
}

/** mark shows which team is meant: the one under the pointer, else the chosen one. */
function mark() {
  const meant = pointed ?? chosen;
  parts.surface.classList.toggle('dim', parts.groups.has(meant));
  for (const [id, group] of parts.groups) group.classList.toggle('on', id === meant);
  if (parts.groups.has(meant)) parts.ground.append(parts.groups.get(meant)); // above the others
  const team = world.teams.find(({ id }) => id === meant);
  fill(parts.caption,
    team ? w.teamLine({ ...team, depart: clock(team.depart), back: clock(team.back) }) : matchMedia('(pointer: coarse)').matches ? w.mapHintTouch : w.mapHint,
    chosen && team && [' ', el('button', { type: 'button', class: 'link noprint', onclick: () => choose(null) }, w.clearTeam)]);
  later();
}

/** later draws the view once before the next frame. A large drawing that is only moved is moved as it is. */
function later(moved = false) {
  if (!moved) seen = null;
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    clearTimeout(resting);
    if (seen === null || !parts.surface.classList.contains('many')) {
      view();
      return;
    }
    const grown = pan.scale / seen.scale;
    parts.surface.style.transform = `translate(${pan.x - seen.x * grown}px, ${pan.y - seen.y * grown}px) scale(${grown})`;
    resting = setTimeout(view, rest);
  });
}

/** view puts the ground in its place and draws what keeps its size. */
function view() {
  seen = { scale: pan.scale, x: pan.x, y: pan.y };
  parts.surface.style.transform = '';
  parts.ground.setAttribute('transform', `translate(${pan.x.toFixed(2)} ${pan.y.toFixed(2)}) scale(${pan.scale})`);
  parts.ground.style.setProperty('--px', String(1 / pan.scale)); // a pixel in metres
  fill(parts.marks, marks());
  const length = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000].find((m) => m * pan.scale > 60) ?? 50000;
  parts.bar.style.width = `${(length * pan.scale).toFixed(0)}px`;
  parts.length.textContent = kilometres(length);
}

/** marks are the starts, the teams' names and, zoomed in or for the team that is meant, the numbers of the stops. */
function marks() {
  const taken = [], drawn = [], meant = pointed ?? chosen;
  const spot = ([x, y]) => [x * pan.scale + pan.x, y * pan.scale + pan.y];
  const free = (x, y, wide, high) => {
    if (x < 0 || y < 0 || x > pan.width || y > pan.height) return false;
    if (taken.some(([a, b, c, d]) => Math.abs(a - x) < (c + wide) / 2 && Math.abs(b - y) < (d + high) / 2)) return false;
    taken.push([x, y, wide, high]);
    return true;
  };
  for (const start of world.starts) {
    const [x, y] = spot(start);
    if (free(x, y, 8, 8)) drawn.push(svg('rect', { class: 'start', x: x - 6, y: y - 6, width: 12, height: 12 }));
  }
  const order = [...world.teams].sort((a, b) => (b.id === meant) - (a.id === meant));
  for (const team of order) {
    const wide = 14 + 8 * team.id.length, [x, y] = spot(team.middle);
    const room = (team.box[2] - team.box[0]) * pan.scale > wide * 0.8 || team.id === meant;
    if (room && free(x, y, wide, 24)) drawn.push(tag(team, x, y, wide, meant));
  }
  for (const [x, y] of world.starts.length <= 3 ? world.starts.map(spot) : []) {
    if (free(x, y + 20, 72, 12)) drawn.push(svg('text', { class: 'start', x, y: y + 20 }, w.start));
  }
  const numbered = pan.near(near) ? order : order.filter(({ id }) => id === meant);
  let left = mostNumbers;
  for (const team of numbered) {
    for (const stop of team.stops) {
      const [x, y] = spot(stop.at);
      if (left > 0 && free(x, y, 17, 17)) {
        drawn.push(numberOf(team, stop, x, y, meant));
        left -= 1;
      }
    }
  }
  return drawn;
}

const faint = (team, meant) => (meant !== null && team.id !== meant ? ' faint' : '');

function tag(team, x, y, wide, meant) {
  const group = svg('g', { class: `tag${faint(team, meant)}`, 'data-team': team.id },
    svg('rect', { x: x - wide / 2, y: y - 11, width: wide, height: 22, rx: 4 }), svg('text', { x, y }, team.id));
  group.style.setProperty('--team', team.colour);
  return group;
}

function numberOf(team, stop, x, y, meant) {
  const group = svg('g', { class: `number${faint(team, meant)}`, 'data-team': team.id },
    svg('circle', { cx: x, cy: y, r: 8.5 }), svg('text', { x, y }, number(stop.number)));
  group.style.setProperty('--team', team.colour);
  return group;
}
