// Following a solve: its events while it runs, the best plan so far about once a second, its end once.

import { Problem, Watched, pathOf } from './api.js';

const beat = 1000; // milliseconds between two looks at the plan so far, at least
const share = 5; // a look may take this part of the time between two

/** ended says whether nothing more will happen to a solve of this state. */
export const ended = (state) => state === 'done' || state === 'cancelled' || state === 'failed';

/**
 * follow tells of a solve until it has ended or the function that it returns is called:
 * on.solve with all that is known, on.progress with how far it is, on.routes with what is to be drawn,
 * on.lost with whether the connection is lost, on.failed with the Problem that ends it.
 */
export function follow(id, on) {
  const whole = new Watched(pathOf(id)), routes = new Watched(pathOf(id, 'routes.geojson'));
  let over = false, known = null, state = '', drawable = false, source = null, timer = 0;

  function stop() {
    over = true;
    clearTimeout(timer);
    source?.close();
  }

  /** tried does something that asks the server; where nobody answers it is lost, and begun again later. */
  async function tried(what) {
    try {
      await what();
      if (!over) on.lost(false);
    } catch (problem) {
      if (over) return;
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 0 || problem.busy) {
        on.lost(problem.status === 0);
        later(load, 1000 * Math.max(2, problem.after));
        return;
      }
      stop();
      on.failed(problem);
    }
  }

  function later(what, after) {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  }

  /** load takes in what is known of the solve now, and goes on from there. */
  const load = () => tried(async () => {
    const fresh = await whole.next();
    if (over) return;
    known = fresh ?? known;
    state = known.state;
    drawable = known.plan !== null;
    if (ended(state)) {
      source?.close();
      if (drawable) await draw(); // first, so that the end is shown whole
      if (!over) on.solve(known);
      stop();
      return;
    }
    if (fresh) on.solve(known);
    listen();
    if (drawable) await draw();
    later(look, beat);
  });

  /** draw takes in what is to be drawn of the best plan so far. */
  async function draw() {
    const drawn = await routes.next();
    if (drawn && !over) on.routes(drawn);
  }

  /** look is done at every beat: a solve that waits may have moved up, one that runs may have its first plan, or
   * a better one. */
  async function look() {
    if (state !== 'running' || !drawable) {
      await load();
      return;
    }
    const began = performance.now();
    if (!document.hidden) await tried(draw);
    if (!over) later(look, Math.max(beat, share * (performance.now() - began)));
  }

  function listen() {
    if (source) return;
    source = new EventSource(pathOf(id, 'events'));
    source.addEventListener('open', () => on.lost(false));
    source.addEventListener('progress', (event) => {
      if (over) return;
      on.progress(JSON.parse(event.data));
      if (state !== 'running') later(load, 0);
    });
    for (const end of ['done', 'cancelled', 'failed']) {
      source.addEventListener(end, () => {
        source.close();
        later(load, 0);
      });
    }
    source.addEventListener('error', () => { // it connects again by itself, unless it was refused
      if (over) return;
      if (source.readyState !== EventSource.CLOSED) {
        on.lost(true);
        return;
      }
      source = null;
      later(load, beat);
    });
  }

  load();
  return stop;
}
