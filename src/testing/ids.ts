import type { IdSource } from '../port/index.js';

/** Ids in a row: `id-1`, `id-2`, …; two sources with one prefix give the same ids. */
export function countingIds(prefix = 'id'): IdSource {
  let last = 0;
  return {
    next() {
      last += 1;
      return `${prefix}-${last}`;
    },
  };
}
