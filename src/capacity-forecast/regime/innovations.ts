/** What a first-order autoregression around levels and a common trend leaves of a series. */
export interface Innovations {
  readonly memory: number;
  /** Sum of squares of what memory, levels and trend do not foretell. */
  readonly squares: number;
  /** Values beyond those that the regression uses up. */
  readonly freedom: number;
}

/** Squares below this share of a regressor's own are rounding: it adds nothing. */
const COLLINEAR = 1e-9;

/**
 * Regresses each value on the one before it, with a level of its own for each stretch between the points and a trend
 * of the given degree in common. Levels and trend are estimated together, so a trend takes nothing away from a step.
 */
export function fitInnovations(x: Float64Array, points: ReadonlyArray<number>, degree: number): Innovations {
  const edges = [1, ...points, x.length];
  const trend: Float64Array[] = [];
  for (let power = 1; power <= degree; power++) {
    const column = centerSegments(powers(x.length, power), edges, 0);
    const own = dotProduct(column, column);
    const rest = removeColumns(column, trend);
    if (dotProduct(rest, rest) > COLLINEAR * own) trend.push(rest);
  }
  const before = removeColumns(centerSegments(x, edges, 1), trend);
  const after = removeColumns(centerSegments(x, edges, 0), trend);
  const power = dotProduct(before, before);
  const memory = power > 0 ? dotProduct(before, after) / power : 0;
  const squares = Math.max(0, dotProduct(after, after) - memory * dotProduct(before, after));
  return { memory, squares, freedom: x.length - 2 - (edges.length - 1) - trend.length };
}

/** Time from -1 to 1, to a power. */
function powers(length: number, power: number): Float64Array {
  const middle = (length - 1) / 2;
  return Float64Array.from({ length }, (_, i) => ((i - middle) / middle) ** power);
}

/** The values from the second on, `lag` earlier, less their mean in each stretch. */
function centerSegments(x: Float64Array, edges: ReadonlyArray<number>, lag: number): Float64Array {
  const out = new Float64Array(x.length - 1);
  for (let s = 1; s < edges.length; s++) {
    const [from, to] = [edges[s - 1]!, edges[s]!];
    let sum = 0;
    for (let t = from; t < to; t++) sum += x[t - lag]!;
    const mean = sum / (to - from);
    for (let t = from; t < to; t++) out[t - 1] = x[t - lag]! - mean;
  }
  return out;
}

/** Takes out of a series its share of each of some orthogonal columns. */
function removeColumns(x: Float64Array, columns: ReadonlyArray<Float64Array>): Float64Array {
  for (const column of columns) {
    const share = dotProduct(x, column) / dotProduct(column, column);
    x = x.map((v, i) => v - share * column[i]!);
  }
  return x;
}

function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
