// Submits a night to the server at the address given, follows it to its end and fetches its plan, all of
// it by the client that was generated from the server's OpenAPI document. Prints what it saw as JSON.
import { client } from './generated/client.gen';
import { cancelSolve, getPlan, getSolve, listSolves, solveEvents, submitSolve } from './generated/sdk.gen';
import type { Plan, Progress, SubmissionJson } from './generated/types.gen';

client.setConfig({ baseUrl: process.argv[2] });

const night: SubmissionJson = {
  households: [
    { id: 'H1', lat: 21.0301, lon: 105.85, persons: 3 },
    { id: 'H2', lat: 21.0304, lon: 105.85, windows: ['20:00-21:00'] },
  ],
  teams: [{ id: 'T1', members: 4, start_lat: 21.03, start_lon: 105.85 }],
  options: { night: '2026-11-20', time_limit_s: 1, lang: 'en' },
};

const begun = await submitSolve({ body: night, headers: { 'Idempotency-Key': 'one' }, throwOnError: true });
const path = { id: begun.data.id };

const persons: number[] = [];
let end = '';
const { stream } = await solveEvents({
  path,
  onSseEvent: (event) => {
    if (event.event === 'progress') persons.push((event.data as Progress).persons);
    else end = event.event ?? '';
  },
});
for await (const _ of stream) if (end) break;

const solve = await getSolve({ path, throwOnError: true });
const plan = await getPlan({ path, throwOnError: true });
const visits = (plan.data as Plan).routes.flatMap((route) => route.visits.map((visit) => visit.household));
const list = await listSolves({ query: { limit: 1 }, throwOnError: true });
const cancelled = await cancelSolve({ path, throwOnError: true });
const refused = await submitSolve({ body: { ...night, teams: [] } });

console.log(JSON.stringify({
  location: begun.response.headers.get('Location'), events: persons.length, most: Math.max(...persons), end,
  state: solve.data.state, reached: solve.data.plan?.summary.persons, visits: visits.sort(),
  listed: list.data.solves.map((one) => one.id === path.id), stays: cancelled.data.state,
  refused: refused.error?.errors?.map((fault) => fault.location),
}));
process.exit(0);
