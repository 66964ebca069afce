// The map with streets. Its library is fetched once somebody asks for a map, and only then.

import { Problem, ground } from './api.js';
import { el, fill } from './dom.js';
import { circleOf, groundStyle } from './groundstyle.js';
import { w } from './words.js';

const version = '6.20.0';
const patience = 20_000; // milliseconds until a map that does not come is given up: not every failure is told
let library = null;

/** load fetches the library and its style, once. */
function load() {
  library ??= (async () => {
    const sheet = el('link', { rel: 'stylesheet', href: `/vendor/maplibre/maplibre-gl.css?v=${version}` });
    const styled = new Promise((done, fail) => {
      sheet.addEventListener('load', done);
      sheet.addEventListener('error', fail);
    });
    document.head.append(sheet);
    const [maplibre] = await Promise.all([import(`/vendor/maplibre/maplibre-gl.mjs?v=${version}`), styled]);
    maplibre.setWorkerUrl(new URL(`/vendor/maplibre/maplibre-gl-worker.mjs?v=${version}`, location.href).href);
    return maplibre;
  })();
  library.catch(() => { library = null; }); // another press tries again
  return library;
}

const darkness = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const collection = (features) => ({ type: 'FeatureCollection', features });
const point = ({ lat, lon }, properties) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties });

/** openGround opens a map in an element: bounds are south, west, north and east, or empty; click is called with a place
 * and the key of the household there, or null. It gives a Ground, or null where there can be none; the element says why. */
export async function openGround(place, { bounds, click }) {
  delete place.dataset.drawn;
  fill(place, el('p', { class: 'wait', role: 'status' }, w.mapLoading));
  let about = null;
  try {
    about = await ground();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    fill(place, el('p', { class: 'wait' }, problem.status === 404 ? w.mapMissing : w.offline));
    return null;
  }
  const frame = el('div', { class: 'frame' });
  try {
    const maplibre = await load();
    fill(place, frame, el('i', { class: 'cross', 'aria-hidden': 'true' }));
    const map = new Ground(maplibre, frame, about, bounds.length === 4 ? bounds : [about.bounds[1], about.bounds[0], about.bounds[3], about.bounds[2]], click);
    await map.drawn;
    place.dataset.drawn = 'yes';
    return map;
  } catch {
    fill(place, el('p', { class: 'wait' }, w.mapFailed));
    return null;
  }
}

/** Ground is an open map. */
class Ground {
  constructor(maplibre, frame, about, bounds, click) {
    this.data = { doors: collection([]), more: collection([]) };
    this.style = () => groundStyle({ tiles: `${location.origin}/v1/tiles/{z}/{x}/{y}.mvt`, maxzoom: about.maxzoom, attribution: about.attribution || '© OpenStreetMap contributors', isDark: darkness.matches, ...this.data });
    const coarse = matchMedia('(pointer: coarse)').matches;
    const [south, west, north, east] = bounds;
    const style = this.style();
    this.map = new maplibre.Map({
      container: frame, style, bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 40, maxZoom: 17 },
      attributionControl: { compact: false }, cooperativeGestures: coarse, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0, fadeDuration: 0, minZoom: 5, maxZoom: 20, locale: w.mapWords,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
    if (!coarse) { // the wheel scrolls the page until the map is clicked
      this.map.scrollZoom.disable();
      this.map.on('mousedown', () => this.map.scrollZoom.enable());
      frame.addEventListener('mouseleave', () => this.map.scrollZoom.disable());
    }
    this.map.on('click', (event) => {
      const near = this.map.queryRenderedFeatures([[event.point.x - 6, event.point.y - 6], [event.point.x + 6, event.point.y + 6]], { layers: ['doors'] });
      click({ lat: round(event.lngLat.lat), lon: round(event.lngLat.lng) }, near[0]?.properties.key ?? null);
    });
    this.turn = () => this.map.setStyle(this.style(), { diff: false });
    darkness.addEventListener('change', this.turn);
    this.drawn = new Promise((done, fail) => {
      const timer = setTimeout(() => give('no map was drawn'), patience);
      const give = (why) => {
        clearTimeout(timer);
        this.close();
        fail(new Error(why));
      };
      this.map.on('error', ({ error }) => { // of a tile, which is asked for again as the map moves, or of the worker
        if (!this.map.loaded() && /worker/i.test(error?.message)) give(error.message);
      });
      this.map.once('idle', () => {
        clearTimeout(timer);
        done();
      });
    });
  }

  /** show draws the households, { key, class, lat, lon }, and where teams set out, { lat, lon }. */
  show(doors, starts = []) {
    const where = new Map(starts.map(({ lat, lon }) => [`start ${lat} ${lon}`, { lat, lon }]));
    this.put('doors', [
      ...[...where].map(([key, at]) => point(at, { key, class: 'start', name: w.start })),
      ...doors.map(({ key, class: name, lat, lon }) => point({ lat, lon }, { key, class: name })),
    ]);
  }

  /** open draws one household with how far off it may be, in metres, and the other places that it may have. */
  open(door, within, others) {
    const features = others.map((other, i) => point(other, { key: `other-${i}`, kind: 'other', number: String(i + 1) }));
    if (door && within > 0) features.unshift({ type: 'Feature', geometry: circleOf(door, within), properties: { key: 'within', kind: 'within' } });
    if (door) features.push(point(door, { key: 'open', kind: 'open', class: door.class }));
    this.put('more', features);
  }

  put(name, features) {
    this.data[name] = collection(features);
    this.map.getSource(name)?.setData(this.data[name]);
  }

  /** go moves the map to a place, near enough to read house numbers unless it may be far off. */
  go({ lat, lon }, within = 0) {
    const zoom = within > 300 ? 15 : within > 100 ? 16.5 : 17.5;
    this.map.easeTo({ center: [lon, lat], zoom, duration: still.matches ? 0 : 500 });
  }

  /** fit shows all of some bounds. */
  fit([south, west, north, east]) {
    this.map.fitBounds([[west, south], [east, north]], { padding: 40, maxZoom: 17, animate: false });
  }

  /** middle is the place in the middle of the map. */
  middle() {
    const { lat, lng } = this.map.getCenter();
    return { lat: round(lat), lon: round(lng) };
  }

  /** close ends the map. */
  close() {
    darkness.removeEventListener('change', this.turn);
    this.map.remove();
  }
}

/** round keeps seven digits of a degree, a centimetre. */
const round = (degrees) => Math.round(degrees * 1e7) / 1e7;
