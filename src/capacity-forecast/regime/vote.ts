/**
 * Where several methods agree: the place with most supporters within `reach` wins (ties: the smallest total distance,
 * then the earliest), is reported as the median of their places, and its neighbourhood leaves the vote; until fewer
 * than `quorum` agree.
 */
export function findConsensus(lists: ReadonlyArray<ReadonlyArray<number>>, quorum: number, reach: number): number[] {
  let open = lists.map((list) => [...list]);
  const elected: number[] = [];
  for (;;) {
    const winner = strongestCandidate(open, reach);
    if (winner === undefined || winner.places.length < quorum) return elected.sort((a, b) => a - b);
    const places = winner.places.sort((a, b) => a - b);
    const at = places[places.length >> 1]!;
    elected.push(at);
    open = open.map((list) => list.filter((p) => Math.abs(p - at) > reach && Math.abs(p - winner.at) > reach));
  }
}

interface Candidate {
  readonly at: number;
  /** The nearest place of each list that has one within reach. */
  readonly places: number[];
  readonly distance: number;
}

function strongestCandidate(lists: ReadonlyArray<ReadonlyArray<number>>, reach: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const at of [...new Set(lists.flat())].sort((a, b) => a - b)) {
    const places = lists.flatMap((list) => nearestPlace(list, at, reach));
    const distance = places.reduce((sum, p) => sum + Math.abs(p - at), 0);
    const better =
      best === undefined ||
      places.length > best.places.length ||
      (places.length === best.places.length && distance < best.distance);
    if (better) best = { at, places, distance };
  }
  return best;
}

function nearestPlace(list: ReadonlyArray<number>, at: number, reach: number): number[] {
  let best: number | undefined;
  for (const place of list) {
    const gap = Math.abs(place - at);
    if (gap <= reach && (best === undefined || gap < Math.abs(best - at))) best = place;
  }
  return best === undefined ? [] : [best];
}
