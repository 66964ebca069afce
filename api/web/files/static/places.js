// How sure the places of households without coordinates are, by what the server said and by what was settled since.

import { fix, settledAt } from './fix.js';

/** classNow is how sure a place is now: 'settled', 'skip', or the server's class. */
export function classNow(place) {
  const mine = settledAt(place);
  if (mine) return mine.skip ? 'skip' : 'settled';
  return place.class;
}

/** pointNow is where a household is by all that is known now, or null. */
export function pointNow(place) {
  const mine = settledAt(place);
  if (mine && !mine.skip) return mine;
  return place.lat === null ? null : place;
}

/** plans says whether a household would be planned, being of a class. */
const plans = (place, now) => now === 'settled' || now === 'sure' || (now !== 'skip' && fix.geocode === 'all' && place.lat !== null);

/** plannedNow counts what would be planned with all that was settled since the lists were read. Of a list so long that the
 * server does not name every place, those it leaves out have sure ones. */
export function plannedNow(of) {
  const named = of.places.filter((place) => place.class === 'sure');
  const now = {
    households: of.placed.given + of.placed.sure - named.length,
    persons: of.placed_persons.given + of.placed_persons.sure - named.reduce((sum, place) => sum + place.persons, 0),
  };
  for (const place of of.places) {
    if (!plans(place, classNow(place))) continue;
    now.households += 1;
    now.persons += place.persons;
  }
  return now;
}

/** countsNow are households and people by class. */
export function countsNow(reading) {
  const counts = {};
  for (const place of reading.places) {
    const one = counts[classNow(place)] ??= { households: 0, persons: 0 };
    one.households += 1;
    one.persons += place.persons;
  }
  return counts;
}
