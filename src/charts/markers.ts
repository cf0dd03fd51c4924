import { utcScale } from './dates.js';
import { getTextWidth } from './text.js';

/** An instant that deserves a line of its own: in milliseconds, with what is written above it. */
export interface Marker {
  readonly at: number;
  readonly label: string;
  readonly color: string;
}

const LANES = 3;
const LANE_HEIGHT = 14;

/** Dotted lines over the whole height, their labels above the plot in lanes, so that none covers another or the data. */
export function markerLayers(
  markers: readonly Marker[],
  [start, end]: readonly [number, number],
  width: number,
): readonly object[] {
  const perPixel = Math.max(1, end - start) / width;
  const takenUpTo = Array.from({ length: LANES }, () => -Infinity);
  const within = markers.filter(({ at }) => at >= start && at <= end).toSorted((a, b) => a.at - b.at);
  return within.flatMap(({ at, label, color }) => {
    const line = (at - start) / perPixel;
    const wide = getTextWidth(label) + 8;
    const left = Math.min(line, width - wide);
    const lane = takenUpTo.findIndex((taken) => taken <= left);
    const x = { field: 'at', type: 'temporal', scale: utcScale };
    const rule = { data: { values: [{ at }] }, mark: { type: 'rule', color, strokeDash: [2, 3] }, encoding: { x } };
    // More than the lanes hold keep their line, and lose their label.
    if (lane < 0) return [rule];
    takenUpTo[lane] = left + wide;
    const y = -4 - LANE_HEIGHT * lane;
    const text = {
      type: 'text',
      color,
      align: left < line ? 'right' : 'left',
      dx: left < line ? 4 : -2,
      y,
      baseline: 'bottom',
    };
    return [rule, { data: { values: [{ at, label }] }, mark: text, encoding: { x, text: { field: 'label' } } }];
  });
}
