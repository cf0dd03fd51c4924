/** A point of a line; null is a gap. */
export interface LinePoint {
  readonly at: number;
  readonly value: number | null;
}

/**
 * The points that a line needs at this width: of those that fall into the same pixel the lowest, the highest and the gaps.
 * The picture stays the same, and a year of hours does not weigh a megabyte.
 */
export function thinLine(line: readonly LinePoint[], width: number): readonly LinePoint[] {
  const [first, last] = [line[0], line[line.length - 1]];
  if (first === undefined || last === undefined || line.length <= 3 * width) return line;
  const perPixel = (last.at - first.at) / width || 1;
  const columns = new Map<number, LinePoint[]>();
  for (const point of line) {
    const column = Math.floor((point.at - first.at) / perPixel);
    const points = columns.get(column);
    if (points === undefined) columns.set(column, [point]);
    else points.push(point);
  }
  return Array.from(columns.values(), extremes).flat();
}

function extremes(points: readonly LinePoint[]): readonly LinePoint[] {
  const measured = points.filter(({ value }) => value !== null);
  const lowest = measured.reduce((low, point) => (point.value! < low.value! ? point : low), measured[0]!);
  const highest = measured.reduce((high, point) => (point.value! > high.value! ? point : high), measured[0]!);
  const gap = points.find(({ value }) => value === null);
  return points.filter((point) => point === lowest || point === highest || point === gap);
}
