/** The straight line through a stretch of a series, by least squares; gaps are skipped. */
export interface Line {
  /** Value of the line at the first and after the last place of the stretch. */
  readonly start: number;
  readonly end: number;
  readonly slope: number;
}

export function fitLine(values: Float64Array, from: number, to: number): Line {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue;
    count++;
    sumX += i;
    sumY += values[i]!;
  }
  const [meanX, meanY] = [sumX / (count || 1), sumY / (count || 1)];
  let sxy = 0;
  let sxx = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue;
    sxy += (i - meanX) * (values[i]! - meanY);
    sxx += (i - meanX) ** 2;
  }
  const slope = sxx > 0 ? sxy / sxx : 0;
  return { slope, start: meanY + slope * (from - meanX), end: meanY + slope * (to - meanX) };
}

/** Value by value, the lines through the stretches between the given places. */
export function fitPiecewiseLines(values: Float64Array, places: ReadonlyArray<number>): Float64Array {
  const edges = [0, ...places, values.length];
  const lines = new Float64Array(values.length);
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    const { start, slope } = fitLine(values, from, to);
    for (let i = from; i < to; i++) lines[i] = start + slope * (i - from);
  }
  return lines;
}

/** Whether a change between two stretches bends the trend more than it moves the level. */
export function isBend(values: Float64Array, from: number, at: number, to: number): boolean {
  const before = fitLine(values, from, at);
  const after = fitLine(values, at, to);
  const turn = Math.abs(after.slope - before.slope) * Math.min(at - from, to - at);
  return turn > Math.abs(after.start - before.end);
}
