// The table of the teams. A team's button chooses it on the map.

import { pathOf } from './api.js';
import { el, fill } from './dom.js';
import { clock, kilometres, number, w } from './words.js';

let rows = new Map(); // by team

/** namesOf are the teams' names and colours, as the map's file has them. */
export function namesOf(routes) {
  const names = new Map();
  for (const { properties: p } of routes?.features ?? []) {
    if (p.kind === 'route') names.set(p.team, { name: p.name, colour: p.stroke });
  }
  return names;
}

/** drawTeams shows the table. choose is called with a team's id. */
export function drawTeams(place, solve, routes, choose) {
  const names = namesOf(routes);
  const heads = [w.team, w.personsHead, w.visits, w.departs, w.returns, w.travel, w.distance, w.track];
  rows = new Map(solve.plan.routes.map((route) => [route.team, row(solve, route, names.get(route.team), choose)]));
  fill(place, el('table', { class: 'teams' },
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, [...rows.values()])));
}

function row(solve, route, known, choose) {
  const name = known?.name ?? route.team;
  if (route.visits.length === 0) {
    return el('tr', { class: 'stays' }, el('th', { scope: 'row' }, label(route.team, name)), el('td', { colspan: 7 }, w.stays));
  }
  const swatch = el('i', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.setProperty('--team', known?.colour ?? 'currentColor');
  const pick = (event) => {
    if (!event.target.closest('a')) choose(route.team);
  };
  return el('tr', { onclick: pick },
    el('th', { scope: 'row' }, el('button', { type: 'button', class: 'team', 'aria-pressed': 'false' }, swatch, label(route.team, name))),
    cell(number(route.persons), w.personsHead), cell(number(route.visits.length), w.visits),
    cell(clock(route.depart), w.departs), cell(clock(route.return), w.returns),
    cell(`${number(Math.round(route.travel_s / 60))} ${w.min}`, w.travel), cell(kilometres(route.distance_m), w.distance),
    el('td', { class: 'gpx' }, el('a', { href: pathOf(solve.id, 'teams', `${route.team}.gpx`), download: true, 'aria-label': w.trackOf(name) }, 'GPX')));
}

/** label is a team's id with its name, where it has one of its own. */
function label(id, name) {
  const own = name.startsWith(`${id} – `) ? name.slice(id.length + 3) : '';
  return el('span', {}, el('b', {}, id), own && ' ', own && el('small', {}, own));
}

/** cell is a number of the table; on a phone its head stands before it. */
const cell = (text, head) => el('td', { 'data-head': head }, text);

/** markTeam shows which team is chosen, or none. */
export function markTeam(team) {
  for (const [id, element] of rows) {
    const on = id === team;
    if (element.classList.contains('on') === on) continue;
    element.classList.toggle('on', on);
    element.querySelector('button')?.setAttribute('aria-pressed', String(on));
    if (on) reveal(element);
  }
}

/** reveal scrolls the table, not the page, so that a row is seen. */
function reveal(element) {
  const box = element.closest('.scroll');
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const top = element.offsetTop - box.querySelector('thead').offsetHeight, bottom = element.offsetTop + element.offsetHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
