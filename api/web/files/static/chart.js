// A small chart: people reached over the time planned, against all there are to reach.

import { fill, svg } from './dom.js';
import { lasting, number, w } from './words.js';

const box = { width: 360, height: 150, left: 44, right: 12, top: 16, bottom: 24 };

/** floorOf is a round number a little below the first value, so that the climb is seen; the axis names it. */
function floorOf(first, total) {
  const low = first - Math.max(total - first, total * 0.05) * 0.5;
  if (low <= total * 0.2) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(total - low)));
  return Math.max(0, Math.floor(low / step) * step);
}

/** drawChart draws points of seconds and people; limit is the time to plan in seconds, 0 for none. */
export function drawChart(place, points, total, limit) {
  const last = points.at(-1) ?? [0, 0];
  const end = Math.max(limit, last[0], 1);
  const low = floorOf(points[0]?.[1] ?? 0, total), high = Math.max(total, last[1], low + 1);
  const x = (s) => box.left + (box.width - box.left - box.right) * (s / end);
  const y = (n) => box.height - box.bottom - (box.height - box.top - box.bottom) * ((n - low) / (high - low));
  const at = ([s, n]) => `${x(s).toFixed(1)},${y(n).toFixed(1)}`;
  const line = points.length > 0 ? `M${at([points[0][0], points[0][1]])}L${points.map(at).join(' ')}` : '';
  const text = (words, dx, dy, anchor) => svg('text', { x: dx, y: dy, 'text-anchor': anchor }, words);
  fill(place, svg('svg', { viewBox: `0 0 ${box.width} ${box.height}`, role: 'img', 'aria-label': w.chart },
    svg('path', { class: 'axis', d: `M${x(0)},${y(low)}H${x(end)}` }),
    svg('path', { class: 'goal', d: `M${x(0)},${y(total)}H${x(end)}` }),
    line && svg('path', { class: 'under', d: `${line}V${y(low)}H${x(points[0][0]).toFixed(1)}Z` }),
    line && svg('path', { class: 'line', d: line }),
    line && svg('circle', { cx: x(last[0]), cy: y(last[1]), r: 4.5 }),
    text(number(high), box.left - 7, y(high) + 4, 'end'),
    text(number(low), box.left - 7, y(low) + 4, 'end'),
    text(w.chartTotal(total), x(end), y(total) - 5, 'end'),
    last[1] > points[0]?.[1] && svg('text', { class: 'gain', x: Math.min(x(last[0]), box.width - 30), y: y(last[1]) + 18, 'text-anchor': 'middle' }, `+${number(last[1] - points[0][1])}`),
    text(lasting(0), x(0), box.height - 7, 'start'),
    text(lasting(end), x(end), box.height - 7, 'end')));
}
