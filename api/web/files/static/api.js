// The server: every request of the page goes through here. What the server refuses becomes a Problem.

import { w } from './words.js';

/** Problem is why a request came to nothing: RFC 9457's members, or status 0 where nobody answered. */
export class Problem extends Error {
  constructor(status, body = {}, after = 0) {
    super(body.detail || body.title || '');
    this.status = status;
    this.detail = body.detail || body.title || (status ? w.strange : w.offline);
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.after = after; // seconds until it may be tried again; 0 is not said
  }

  /** busy says whether the same request may succeed a little later. */
  get busy() { return this.status === 429 || this.status === 503; }
}

let askKey = null;
let asking = null;

/** onKey sets what asks a person for a key: it resolves once one is kept and rejects with a Problem. */
export function onKey(ask) { askKey = ask; }

/** keyNeeded asks for a key; requests that need one at the same time ask once. */
function keyNeeded() {
  asking ??= askKey().finally(() => { asking = null; });
  return asking;
}

/** send makes a request. A key is asked for where one is needed, and the request made again. */
export async function send(path, init = {}) {
  for (;;) {
    const answer = await reach(path, init);
    if (answer.ok || answer.status === 304) return answer;
    if (answer.status !== 401 || init.headers?.Authorization) throw await problemOf(answer);
    await keyNeeded();
  }
}

/** reach makes a request and fails with a Problem of status 0 where nobody answers. */
async function reach(path, init) {
  try {
    return await fetch(path, { cache: 'no-store', credentials: 'same-origin', ...init });
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new Problem(0);
  }
}

async function problemOf(answer) {
  let body = {};
  try { body = await answer.json(); } catch { /* a proxy's own page, perhaps */ }
  return new Problem(answer.status, body, Number(answer.headers.get('Retry-After')) || 0);
}

/** json makes a request and reads its answer. */
export async function json(path, init) {
  const answer = await send(path, init);
  try { return await answer.json(); } catch { throw new Problem(answer.status); }
}

/** pathOf is the address of a solve, or of something of it. */
export const pathOf = (id, ...parts) => ['/v1/solves', id, ...parts].map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');

/** solve is the solve with its plan. */
export const solve = (id) => json(pathOf(id));

/** cancel ends a solve, which keeps its best plan. */
export const cancel = (id) => json(pathOf(id, 'cancel'), { method: 'POST' });

/** forget removes an ended solve from the server. */
export const forget = (id) => send(pathOf(id), { method: 'DELETE' });

/** earlier is a page of solves, the newest first. */
export const earlier = (cursor) => json(`/v1/solves?limit=10${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);

/** submit begins a solve. Sent again with the same key, it begins no second one. */
export function submit(form, key, signal) {
  return json('/v1/solves', { method: 'POST', body: form, headers: { 'Idempotency-Key': key }, signal });
}

/** read says what is understood of the lists, without planning. */
export const read = (form, _key, signal) => json('/v1/reads', { method: 'POST', body: form, signal });

/** ground describes the server's map as TileJSON does. */
export const ground = () => json('/v1/tiles.json');

const posted = (path, body) => send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/** findPlace finds a place by coordinates, a map link or an address near a place, [lat, lon]. */
export async function findPlace(text, near) {
  const answer = await posted('/v1/places/find', near ? { text, near } : { text });
  try { return await answer.json(); } catch { throw new Problem(answer.status); }
}

/** keepPlaces has the server remember settled places for other evenings. */
export const keepPlaces = (places) => posted('/v1/places', { places });

/** newKey is an idempotency key, also where the page is not served over TLS. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Watched is something on the server that is fetched again only where it has changed. */
export class Watched {
  constructor(path) {
    this.path = path;
    this.tag = '';
    this.text = '';
  }

  /** next is what is there now, or null where it is what it was. */
  async next() {
    const answer = await send(this.path, this.tag ? { headers: { 'If-None-Match': this.tag } } : {});
    if (answer.status === 304) return null;
    this.tag = answer.headers.get('ETag') || '';
    let text = '';
    try { text = await answer.text(); } catch { throw new Problem(0); }
    if (text === this.text) return null;
    this.text = text;
    try { return JSON.parse(text); } catch { throw new Problem(answer.status); }
  }
}

/** keepKey has the browser keep an access key out of reach of scripts, or fails where it is none. */
export async function keepKey(key) {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new Problem(401);
  await send('/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
}

/** dropKey has the browser forget the access key. */
export const dropKey = () => send('/v1/session', { method: 'DELETE' });

/** sample is one of the two invented lists that the server gives to try with, as a file. */
export async function sample(list) {
  const answer = await send(`/sample/${list}.csv`);
  return new File([await answer.blob()], `${list}.csv`, { type: 'text/csv' });
}
