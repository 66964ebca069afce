// The view of a solve: where it stands, its numbers, chart, map and files.

import { drawChart } from './chart.js';
import { pathOf } from './api.js';
import { el, fill, find, show } from './dom.js';
import { ended } from './follow.js';
import { drawBad, drawLeftOut } from './leftover.js';
import { drawMap, noteMap, startMap } from './map.js';
import { notice, tell } from './problem.js';
import { drawTeams, markTeam } from './teams.js';
import { kilometres, language, lasting, nightOf, number, w } from './words.js';

let choose = () => {};
let drawn = ''; // what the parts that seldom change were drawn for
let spoken = 0; // when progress was last said to those who hear the page

/** startPlan makes the view ready: stop ends the solve, highlight chooses a team or none. */
export function startPlan({ stop, highlight }) {
  choose = highlight;
  find('stop').addEventListener('click', stop);
  startMap(find('map'), highlight);
  window.addEventListener('beforeprint', () => { // what is closed would not be printed
    for (const details of document.querySelectorAll('#plan details.group')) details.open = true;
  });
}

/** drawPlan shows the state. */
export function drawPlan(state) {
  const { solve } = state;
  const now = !solve ? '' : !ended(solve.state) && state.progress?.elapsed_s > 0 ? 'running' : solve.state;
  drawHead(state, now);
  drawNotice(state, now);
  show(find('totals'), Boolean(solve) && now !== 'queued' && (solve.plan || now === 'running'));
  show(find('map'), now === 'running' || Boolean(solve?.plan));
  show(find('progress'), now === 'running' || now === 'queued');
  find('plan').dataset.state = now;
  if (now === 'running' || now === 'queued') drawProgress(state, now);
  drawMap(state.routes, state.team);
  noteMap(solve?.plan ? [w.travels[solve.plan.parameters.travel], solve.plan.attribution].filter(Boolean).join(' · ') : '');
  drawResult(state, now);
  markTeam(state.team);
}

function drawHead({ solve, progress, lost }, now) {
  const night = solve?.plan && `${nightOf(solve.plan.night)} · ${solve.plan.window.replace('-', '–')}`;
  const titles = { queued: w.queuedTitle, running: w.runningTitle, failed: w.failedTitle, cancelled: w.planTitle, done: w.planTitle };
  const title = ended(now) && now !== 'failed' && night ? w.doneTitle(night) : titles[now] ?? w.planTitle;
  put('plan-title', title);
  const texts = { queued: w.queuedText(solve?.position ?? 1), running: w.runningText, cancelled: solve?.plan ? w.cancelledText : w.cancelledNone };
  put('plan-text', now === 'done' && solve.plan ? boundText(solve) : texts[now] ?? '');
  const share = now === 'running' && !lost && solve.persons > 0 ? `${number(progress.persons)}/${number(solve.persons)} · ` : '';
  document.title = `${share}${title} – gonha`;
}

/** boundText says how much could be reached at most, where that is less than all. A person has a prize of
 * 1 or more, so the bound on prizes is one on people too. */
function boundText({ plan, persons }) {
  const most = Math.max(plan.summary.prize_bound ?? persons, plan.summary.persons);
  return most < persons ? w.bound(most) : '';
}

/** put changes a text where it is another, so that those who hear the page do not hear it again. */
function put(id, text) {
  const element = find(id);
  if (element.textContent !== text) element.textContent = text;
}

let noticed = '';

function drawNotice({ solve, lost, problem }, now) {
  const what = JSON.stringify([language(), lost, now, problem?.detail, solve?.id]);
  if (what === noticed) return;
  noticed = what;
  const place = find('plan-notice');
  if (problem) tell(place, w.failedTitle, problem, el('button', { type: 'button', class: 'button', onclick: () => location.reload() }, problem.status === 401 ? w.keyEnter : w.again));
  else if (lost) notice(place, 'busy', w.lost);
  else if (now === 'failed') tell(place, w.failedTitle, { detail: solve.error?.detail ?? w.strange, errors: solve.error?.errors ?? [] });
  else notice(place);
}

function drawProgress({ solve, progress, points, stopping }, now) {
  const running = now === 'running';
  show(find('chart'), running);
  const button = find('stop');
  put('stop', stopping ? w.stopping : running ? w.stop : w.stopQueued);
  button.setAttribute('aria-disabled', String(stopping));
  if (!running) return;
  drawChart(find('chart'), points, solve.persons, progress.time_limit_s);
  const left = progress.time_limit_s - progress.elapsed_s;
  fill(find('totals'),
    total(number(progress.persons), w.peopleSoFar, solve.left_out > 0 ? w.ofListed(solve.persons + solve.left_out, solve.left_out) : w.ofPeople(solve.persons), progress.persons / (solve.persons + solve.left_out)),
    total(number(progress.visits), w.doors, w.ofDoors(solve.households)),
    total(left > 0 ? lasting(left) : w.ending, left > 0 ? w.timeLeft : '', progress.time_limit_s > 0 ? w.ofTime(lasting(progress.time_limit_s)) : '', progress.elapsed_s / progress.time_limit_s));
  if (performance.now() - spoken > 8000) {
    spoken = performance.now();
    put('live', w.progressSaid(progress.persons, solve.persons, lasting(left)));
  }
}

/** total is one of the headline numbers; a share of 0 to 1 draws a bar below it. */
function total(value, what, below, share, warn) {
  let bar = null;
  if (share >= 0) {
    bar = el('span', { class: 'bar', 'aria-hidden': 'true' }, el('i'));
    bar.firstChild.style.width = `${Math.min(100, 100 * share).toFixed(1)}%`;
  }
  return el('li', {}, el('b', {}, value), ' ', what, el('small', { class: warn && 'warn' }, below), bar);
}

/** drawResult shows what changes only with the plan's end, the language or another solve. */
function drawResult(state, now) {
  const { solve, routes } = state;
  const what = [solve?.id, now, language(), Boolean(solve?.plan), Boolean(routes)].join();
  if (what === drawn) return;
  drawn = what;
  const plan = ended(now) ? solve.plan : null;
  show(find('actions'), plan !== null);
  show(find('teamtable'), plan !== null);
  show(find('leftout'), plan !== null && plan.unvisited.length > 0);
  drawBad(solve);
  if (!plan) return;
  const sum = plan.summary;
  const out = plan.routes.filter((route) => route.visits.length > 0).length;
  fill(find('totals'),
    total(number(sum.persons), w.people, solve.left_out > 0 ? w.ofListed(solve.persons + solve.left_out, solve.left_out) : w.ofPeople(solve.persons), sum.persons / (solve.persons + solve.left_out)),
    total(number(sum.visits), w.doors, w.ofDoors(solve.households)),
    total(number(out), w.teams, [kilometres(sum.distance_m), out < plan.routes.length && w.teamsStay(plan.routes.length - out)].filter(Boolean).join(' · ')),
    total(number(sum.unvisited), w.leftShort, sum.mandatory_missed > 0 ? w.mandatory(sum.mandatory_missed) : sum.unvisited === 0 ? w.leftNone : '', -1, sum.mandatory_missed > 0));
  drawActions(solve);
  drawTeams(find('teamtable-rows'), solve, routes, (id) => choose(id === state.team ? null : id));
  drawLeftOut(find('leftout-rows'), plan);
  put('live', w.doneSaid(sum.persons, solve.persons + solve.left_out));
}

function drawActions(solve) {
  const link = (name) => `${pathOf(solve.id, name)}?lang=${language()}`;
  fill(find('actions'),
    el('p', { class: 'buttons' },
      el('a', { class: 'button primary', href: link('lists.html'), target: '_blank', rel: 'noopener' }, w.lists),
      el('a', { class: 'button', href: link('visits.xlsx'), download: true }, w.excel)),
    el('details', {}, el('summary', {}, w.otherFiles),
      el('ul', { class: 'plain' }, Object.keys(w.files).map((name) => el('li', {}, el('a', { href: link(name), download: true }, w.files[name]))))));
}
