/** How many elements two ordered lists share at their head, and then at their tail. */
export function commonEnds(
  desired: readonly unknown[],
  actual: readonly unknown[],
  equal: (desired: unknown, actual: unknown, position: number) => boolean,
): { readonly head: number; readonly tail: number } {
  const shortest = Math.min(desired.length, actual.length);
  let head = 0;
  while (head < shortest && equal(desired[head], actual[head], head)) head++;
  let tail = 0;
  while (head + tail < shortest && equal(desired.at(-1 - tail), actual.at(-1 - tail), desired.length - 1 - tail))
    tail++;
  return { head, tail };
}
