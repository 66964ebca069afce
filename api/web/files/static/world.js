// What the map draws, read from routes.geojson: each team's area, way and stops, in metres on a plane.

const metres = 6371008.8 * Math.PI / 180; // a degree of latitude

/** World is a plan to be drawn. */
export class World {
  teams = []; // { id, name, colour, order, area, way, legs, doors: path data, box, middle, stops, facts }
  starts = []; // [x, y] of each place where teams set out
  box = null; // of all of it, or null where there is nothing

  constructor(routes) {
    const features = routes?.features ?? [];
    const origin = features.find((feature) => feature.geometry.type === 'LineString')?.geometry.coordinates[0];
    if (!origin) return;
    const wide = metres * Math.cos(origin[1] * Math.PI / 180);
    this.place = ([lon, lat]) => [(lon - origin[0]) * wide, (origin[1] - lat) * metres];
    const teams = new Map();
    for (const feature of features) this.#take(feature, teams);
    this.teams = [...teams.values()];
    for (const team of this.teams) {
      this.#split(team);
      team.middle ??= [(team.box[0] + team.box[2]) / 2, (team.box[1] + team.box[3]) / 2];
      this.box = team.box.map((side, i) => (i < 2 ? Math.min : Math.max)(side, this.box?.[i] ?? side));
    }
    this.#nearStarts();
  }

  #take({ geometry, properties: p }, teams) {
    if (!teams.has(p.team)) {
      teams.set(p.team, { id: p.team, name: p.name, colour: p.stroke, order: teams.size, area: '', way: '', legs: '', doors: '', box: null, stops: [], visits: 0, persons: 0 });
    }
    const team = teams.get(p.team);
    if (p.kind === 'area') {
      const ring = geometry.coordinates[0].map(this.place);
      team.area = `${path(ring)}Z`;
      team.middle = centroid(ring);
      team.box = grown(team.box, ring);
    } else if (p.kind === 'route') {
      const line = geometry.coordinates.map(this.place);
      Object.assign(team, { name: p.name, colour: p.stroke, depart: p.depart, back: p.return, start: line[0], line });
      team.box ??= grown(null, line); // of the visits, where they span an area; the way there may be long
      this.box = grown(this.box, line);
    } else if (p.kind === 'visit') {
      const at = this.place(geometry.coordinates);
      team.doors += `M${fixed(at)}h.01`;
      team.visits += 1;
      team.persons += p.persons;
      if (team.stops.at(-1)?.number !== p.stop) team.stops.push({ at, number: p.stop });
    }
  }

  /** split parts a team's line into the ways there and back, which are drawn fainter, and the way from its first
   * stop to its last. */
  #split(team) {
    const { line, stops } = team;
    if (!line || stops.length === 0) return;
    const first = nearest(line, stops[0].at), last = line.length - 1 - nearest([...line].reverse(), stops.at(-1).at);
    if (first > last) {
      team.way = path(line);
      return;
    }
    team.way = path(line.slice(first, last + 1));
    team.legs = path(line.slice(0, first + 1)) + path(line.slice(last));
  }

  /** nearStarts gathers the places where teams set out, once each. */
  #nearStarts() {
    const known = new Map();
    for (const { start } of this.teams) {
      if (start) known.set(`${Math.round(start[0] / 5)},${Math.round(start[1] / 5)}`, start);
    }
    this.starts = [...known.values()];
  }
}

const fixed = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
const path = (points) => `M${points.map(fixed).join('L')}`;

/** nearest is the place in a line of its first point nearest to another. */
function nearest(line, [x, y]) {
  let best = 0, least = Infinity;
  line.forEach((point, i) => {
    const far = (point[0] - x) ** 2 + (point[1] - y) ** 2;
    if (far < least) [best, least] = [i, far];
  });
  return best;
}

/** grown is the box that holds the points too. */
function grown(box, points) {
  const all = box ? [...box] : [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    all[0] = Math.min(all[0], x);
    all[1] = Math.min(all[1], y);
    all[2] = Math.max(all[2], x);
    all[3] = Math.max(all[3], y);
  }
  return all;
}

/** centroid is the centre of a closed ring's area. */
function centroid(ring) {
  let [x, y, twice] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (Math.abs(twice) < 1) return ring[0];
  return [x / (3 * twice), y / (3 * twice)];
}
