// What was put right about the lists. It is sent with them each time, so that what is planned is what is shown.

const none = () => ({ sheets: [], columns: {} });

const hints = { households: none(), teams: none() };
const settled = new Map(); // by door: { household, address, group, ward, name, lat, lon } or { …, skip: true }

/** fix is how good a guess of a place must be: 'sure' or 'all'. */
export const fix = { geocode: 'sure' };

/** forgetHints forgets what was said of a list's file: there is another one. Settled places stay, they go by address. */
export function forgetHints(list) {
  hints[list] = none();
  if (list === 'households') fix.geocode = 'sure';
}

/** swapHints exchanges what was said of the two files. */
export function swapHints() {
  [hints.households, hints.teams] = [none(), none()];
  fix.geocode = 'sure';
}

/** useSheets reads these sheets of the households' file alone; none are all. */
export function useSheets(names) { hints.households.sheets = names; }

/** useColumn takes a column of a list for what it is: its title, or empty for no column. */
export function useColumn(list, name, title) { hints[list].columns[name] = title; }

/** doorOf is what a household is known by here: several may have one address. */
export const doorOf = (place) => [place.household, place.address, place.group].join('\n');

/** settle puts a household at a place, skips it where at is 'skip', or undoes that where at is null. */
export function settle(place, at) {
  const { household, address, group, ward, name } = place;
  if (!at) settled.delete(doorOf(place));
  else settled.set(doorOf(place), at === 'skip' ? { household, address, group, skip: true } : { household, address, group, ward, name, lat: at.lat, lon: at.lon });
}

/** settledAt is what was settled of a household, or undefined. */
export const settledAt = (place) => settled.get(doorOf(place));

/** settledPlaces are all that have a place. */
export const settledPlaces = () => [...settled.values()].filter((place) => !place.skip);

/** corrections are what is sent, with what the form says of the teams. */
export function corrections(teams) {
  const given = ({ sheets, columns }) => ({ ...(sheets.length > 0 && { sheets }), ...(Object.keys(columns).length > 0 && { columns }) });
  return { ...teams, households: given(hints.households), teams: given(hints.teams), geocode: fix.geocode, places: [...settled.values()] };
}
