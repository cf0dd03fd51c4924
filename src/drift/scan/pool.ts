/**
 * Runs work on every item, at most `width` pieces at once, and answers in the order of the items. The work must not
 * reject.
 */
export async function inPool<A, B>(
  items: readonly A[],
  width: number,
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> {
  const results = new Array<B>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, Math.floor(width) || 1), items.length) }, worker));
  return results;
}
