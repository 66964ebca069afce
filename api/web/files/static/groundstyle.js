// How the map looks: streets, alleys, water, houses and their numbers of the server's tiles, and what is drawn on them.

const light = {
  land: '#f6f5f1', water: '#b9d6ea', house: '#e7e2d8', edge: '#d6cfc0', road: '#ffffff', casing: '#c9c4b8', big: '#fbe3a4', alley: '#e2ddd0', path: '#cfc8b8', text: '#3b3a36', number: '#6b675e', halo: '#ffffff', pond: '#33597a',
  settled: '#0b5394', sure: '#1b6b3a', likely: '#b36b00', unknown: '#a32020', skip: '#7a7a7a', ring: '#ffffff', open: '#111111',
};
const dark = {
  land: '#1a1d20', water: '#1f3a4d', house: '#2a2e33', edge: '#3a4046', road: '#4b5258', casing: '#15181a', big: '#6d5f36', alley: '#3a4046', path: '#40474d', text: '#e6e6e6', number: '#a9b1b6', halo: '#15181a', pond: '#9cc7e6',
  settled: '#8cc2ff', sure: '#7fd39d', likely: '#f2c46d', unknown: '#ff9a9a', skip: '#a0a7ab', ring: '#15181a', open: '#ffffff',
};
const big = ['motorway', 'trunk', 'primary', 'secondary', 'motorway_link', 'trunk_link', 'primary_link', 'secondary_link'];
const font = { 'text-font': ['Noto Sans', 'Segoe UI', 'Roboto', 'Arial', 'sans-serif'] };

/** width grows with the zoom, from a width at zoom 12 to one at 18. */
const width = (far, near) => ['interpolate', ['exponential', 1.6], ['zoom'], 12, far, 18, near];
const isBig = ['in', ['get', 'class'], ['literal', big]];

/** groundStyle is the style of a map with tiles at an address, of a zoom at most. doors and more are GeoJSON: the households, and what belongs to the open one. */
export function groundStyle({ tiles, maxzoom, attribution, isDark, doors, more }) {
  const c = isDark ? dark : light;
  const sources = {
    doors: { type: 'geojson', data: doors, promoteId: 'key' },
    more: { type: 'geojson', data: more, promoteId: 'key' },
    ground: { type: 'vector', tiles: [tiles], minzoom: 5, maxzoom, promoteId: 'name', attribution },
  };
  return { version: 8, sources, layers: [{ id: 'land', type: 'background', paint: { 'background-color': c.land } }, ...groundLayers(c), ...doorLayers(c)] };
}

function groundLayers(c) {
  const layer = (id, type, part, rest) => ({ id, type, source: 'ground', 'source-layer': part, ...rest });
  const round = { 'line-cap': 'round', 'line-join': 'round' };
  const area = ['==', ['geometry-type'], 'Polygon'], line = ['==', ['geometry-type'], 'LineString'];
  const along = (size) => ({ ...font, 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': size, 'text-max-angle': 35, 'text-padding': 3 });
  const ink = { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 1.6 };
  return [
    layer('water', 'fill', 'water', { filter: area, paint: { 'fill-color': c.water } }),
    layer('stream', 'line', 'water', { filter: line, layout: round, paint: { 'line-color': c.water, 'line-width': width(1, 10) } }),
    layer('house', 'fill', 'buildings', { minzoom: 14, paint: { 'fill-color': c.house, 'fill-outline-color': c.edge } }),
    layer('path', 'line', 'alleys', { minzoom: 14, filter: ['!=', ['get', 'class'], 'alley'], layout: round, paint: { 'line-color': c.path, 'line-width': width(0.6, 4), 'line-dasharray': [2, 1.5] } }),
    layer('alley-case', 'line', 'alleys', { minzoom: 15, filter: ['==', ['get', 'class'], 'alley'], layout: round, paint: { 'line-color': c.casing, 'line-width': width(1.4, 9) } }),
    layer('alley', 'line', 'alleys', { minzoom: 14, filter: ['==', ['get', 'class'], 'alley'], layout: round, paint: { 'line-color': c.alley, 'line-width': width(0.8, 7) } }),
    layer('road-case', 'line', 'roads', { minzoom: 12, layout: round, paint: { 'line-color': c.casing, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, ['case', isBig, 4, 2], 18, ['case', isBig, 26, 17]] } }),
    layer('road', 'line', 'roads', { layout: round, paint: { 'line-color': ['case', isBig, c.big, c.road], 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, ['case', isBig, 1, 0.5], 12, ['case', isBig, 2.6, 1.2], 18, ['case', isBig, 23, 14]] } }),
    layer('pond-name', 'symbol', 'water', { minzoom: 13, filter: ['all', area, ['has', 'name']], layout: { ...font, 'text-field': ['get', 'name'], 'text-size': 12, 'text-max-width': 6 }, paint: { ...ink, 'text-color': c.pond } }),
    layer('alley-name', 'symbol', 'alleys', { minzoom: 16, filter: ['has', 'name'], layout: along(11), paint: ink }),
    layer('road-name', 'symbol', 'roads', { minzoom: 13, filter: ['has', 'name'], layout: along(['interpolate', ['linear'], ['zoom'], 13, 11, 18, 15]), paint: ink }),
    layer('number', 'symbol', 'numbers', { minzoom: 17, layout: { ...font, 'text-field': ['get', 'name'], 'text-size': ['interpolate', ['linear'], ['zoom'], 17, 10, 20, 14], 'text-padding': 1 }, paint: { 'text-color': c.number, 'text-halo-color': c.halo, 'text-halo-width': 1.2 } }),
  ];
}

/** doorLayers draw the households by how sure their places are, and of the open one how far off it may be and the other
 * places that it may have. */
function doorLayers(c) {
  const is = (kind) => ['==', ['get', 'kind'], kind];
  const shade = ['match', ['get', 'class'], 'settled', c.settled, 'sure', c.sure, 'likely', c.likely, 'skip', c.skip, c.unknown];
  return [
    { id: 'within', type: 'fill', source: 'more', filter: is('within'), paint: { 'fill-color': c.open, 'fill-opacity': 0.1 } },
    { id: 'within-edge', type: 'line', source: 'more', filter: is('within'), paint: { 'line-color': c.open, 'line-width': 1.5, 'line-dasharray': [3, 2] } },
    { id: 'start', type: 'circle', source: 'doors', filter: ['==', ['get', 'class'], 'start'], paint: { 'circle-color': c.open, 'circle-radius': 8, 'circle-stroke-color': c.ring, 'circle-stroke-width': 3 } },
    { id: 'start-name', type: 'symbol', source: 'doors', filter: ['==', ['get', 'class'], 'start'], layout: { ...font, 'text-field': ['get', 'name'], 'text-size': 13, 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-allow-overlap': true }, paint: { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 2 } },
    { id: 'doors', type: 'circle', source: 'doors', filter: ['!=', ['get', 'class'], 'start'], paint: { 'circle-color': shade, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 3.5, 17, 7], 'circle-stroke-color': c.ring, 'circle-stroke-width': 1.5, 'circle-opacity': 0.9 } },
    { id: 'open', type: 'circle', source: 'more', filter: is('open'), paint: { 'circle-color': shade, 'circle-radius': 9, 'circle-stroke-color': c.open, 'circle-stroke-width': 3 } },
    { id: 'other', type: 'circle', source: 'more', filter: is('other'), paint: { 'circle-color': c.ring, 'circle-radius': 11, 'circle-stroke-color': c.open, 'circle-stroke-width': 2 } },
    { id: 'other-number', type: 'symbol', source: 'more', filter: is('other'), layout: { ...font, 'text-field': ['get', 'number'], 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': c.open } },
  ];
}

/** circleOf is a ring of a radius in metres about a place. */
export function circleOf({ lat, lon }, metres) {
  const ring = [];
  for (let i = 0; i <= 48; i++) {
    const angle = (2 * Math.PI * i) / 48;
    ring.push([lon + (metres / 111_195 / Math.cos((lat * Math.PI) / 180)) * Math.cos(angle), lat + (metres / 111_195) * Math.sin(angle)]);
  }
  return { type: 'Polygon', coordinates: [ring] };
}
