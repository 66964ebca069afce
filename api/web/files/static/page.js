// The heart of the page: what is known (state), what is done with it, and what is shown of it (draw).
// The address tells which view there is: "/" the form, "/#read" what was read of the lists, "/#p=ID" a solve, so that a
// reload keeps it.

import { Problem, cancel } from './api.js';
import { drawEarlier, loadEarlier, startEarlier } from './earlier.js';
import { find, show } from './dom.js';
import { ended, follow } from './follow.js';
import { drawForm, startForm, takeSample } from './form.js';
import { startKeys } from './key.js';
import { startPick } from './pick.js';
import { drawPlan, startPlan } from './plan.js';
import { notice, tell } from './problem.js';
import { drawRead, hasRead, readFirst, startRead } from './read.js';
import { drawSending } from './send.js';
import { chooseLanguage, keepLanguage, language, w } from './words.js';

/** nothing is the state without a solve. */
const nothing = () => ({
  solve: null, // as the server last told it
  progress: null, // newer than the solve's own
  points: [], // of the chart: seconds and people reached
  routes: null, // GeoJSON of the best plan so far
  team: null, // the id of the one that is highlighted
  lost: false, // the connection
  stopping: false, // asked to, not yet ended
  problem: null, // why the solve cannot be shown
});

let state = nothing();
let leave = () => {}; // stops following
let word = null; // what is said above the form, as a function that shows it

/** route shows what the address says. */
function route() {
  const id = location.hash.match(/^#p=([\w-]+)$/)?.[1] ?? null;
  if (location.hash === '#read' && !hasRead()) history.replaceState(null, '', location.pathname + location.search); // after a reload
  const view = id !== null ? 'plan' : location.hash === '#read' ? 'read' : 'start';
  leave();
  leave = () => {};
  state = nothing();
  for (const name of ['start', 'read', 'plan']) show(find(name), name === view);
  for (const step of find('steps').children) {
    if (step.dataset.step === view) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  if (view === 'start') loadEarlier();
  if (view === 'plan') leave = follow(id, listener());
  if (view === 'read') find('read-title').focus({ preventScroll: true });
  scrollTo(0, 0);
  draw();
}

/** listener takes in what is told of the solve that is followed. */
function listener() {
  return {
    solve(solve) {
      const before = state.solve?.state;
      state.solve = solve;
      state.progress = solve.progress;
      if (ended(solve.state)) state.stopping = false;
      draw();
      if (before === undefined || (before !== solve.state && ended(solve.state))) find('plan-title').focus({ preventScroll: true });
    },
    progress(progress) {
      state.progress = progress;
      const last = state.points.at(-1);
      if (progress.persons > 0 && (!last || progress.elapsed_s > last[0])) state.points.push([progress.elapsed_s, progress.persons]);
      draw();
    },
    routes(routes) {
      state.routes = routes;
      draw();
    },
    lost(lost) {
      state.lost = lost;
      draw();
    },
    failed(problem) {
      if (problem.status === 404) {
        begin(() => notice(find('start-notice'), 'bad', w.gone));
        return;
      }
      state.problem = problem;
      draw();
    },
  };
}

/** begin goes to the form with a word about why. */
function begin(why) {
  history.replaceState(null, '', location.pathname + location.search);
  route();
  say(why);
  find('start-title').focus({ preventScroll: true });
}

function say(what) {
  word = what;
  if (what) what();
  else notice(find('start-notice'));
}

/** go reads the lists of the form and shows what was read. */
async function go() {
  say(null);
  if (await readFirst()) location.hash = 'read';
}

async function stop() {
  if (state.stopping || !state.solve) return;
  state.stopping = true;
  find('stop-failed').textContent = '';
  draw();
  const { id } = state.solve;
  try {
    await cancel(id); // its end is an event like any other
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (state.solve?.id !== id) return;
    state.stopping = false;
    find('stop-failed').textContent = w.stopFailed;
    draw();
  }
}

async function trySample() {
  try {
    await takeSample();
    say(() => notice(find('start-notice'), 'good', w.sampleTaken));
    find('go').focus();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    say(() => (problem.status === 404 ? notice(find('start-notice'), 'bad', w.noSample) : tell(find('start-notice'), w.noSample, problem)));
  }
}

/** highlight chooses a team, or none. */
function highlight(team) {
  if (state.team === team) return;
  state.team = team;
  draw();
}

let drawing = false;

/** draw shows the state, once for all changes until the next frame. */
function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (!find('plan').hidden) drawPlan(state);
    else document.title = find('read').hidden ? w.title : `${w.readTitle} – gonha`;
  });
}

/** speak uses a language. */
function speak(lang) {
  if (lang) keepLanguage(lang);
  for (const button of document.querySelectorAll('[data-lang]')) button.setAttribute('aria-pressed', String(button.dataset.lang === language()));
  drawForm();
  drawSending();
  drawEarlier();
  drawRead();
  word?.();
  draw();
}

chooseLanguage();
startKeys();
startForm(go);
startPick();
startEarlier();
startRead((solve) => { location.hash = `p=${solve.id}`; });
startPlan({ stop, highlight });
find('sample').addEventListener('click', trySample);
find('skip').addEventListener('click', (event) => { event.preventDefault(); find('main').focus(); });
for (const button of document.querySelectorAll('[data-lang]')) button.addEventListener('click', () => speak(button.dataset.lang));
window.addEventListener('hashchange', route);
speak();
route();
