/**
 * The first crossing of a path that stays: where it reaches the threshold, and touches it again in each of the next two
 * seasons, as far as the path goes. A weekday peak above the threshold counts although the weekend lies below; a single
 * step above it does not. The answer is a position with a fraction, interpolated between steps; undefined without one.
 */
export function findLastingCrossing(path: ArrayLike<number>, threshold: number, season: number): number | undefined {
  const length = Math.max(1, season);
  for (let at = 0; at < path.length; at++) {
    if (path[at]! < threshold || Number.isNaN(path[at]!)) continue;
    if (!reaches(path, threshold, at + 1, length) || !reaches(path, threshold, at + 1 + length, length)) continue;
    if (at === 0) return 0;
    const below = path[at - 1]!;
    // A step earlier that was above but did not stay: the path is at the threshold from this step on.
    if (below >= threshold) return at;
    return at - 1 + (threshold - below) / (path[at]! - below);
  }
  return undefined;
}

/** Whether a stretch reaches the threshold; what lies behind the path's end is given the benefit of the doubt. */
function reaches(path: ArrayLike<number>, threshold: number, from: number, length: number): boolean {
  if (from + length > path.length) return true;
  for (let at = from; at < from + length; at++) if (path[at]! >= threshold) return true;
  return false;
}
