import { createHash } from 'node:crypto';
import type { IdSource } from '@omnicloud/domain';

/**
 * One run of the nightly job. Its clock stands still at the night's beginning and its ids follow from what they are
 * for, so a run that was broken off and begun again makes the same records under the same ids: nothing is lost or
 * doubled.
 */
export interface Night {
  /** `2026-11-23`. */
  readonly day: string;
  readonly clock: { now(): Date };
  /** The ids of one step of one tenant, the same ones in every run of the night. */
  idsFor(tenantId: string, step: string): IdSource;
}

/** The night that begins at 00:00 UTC of a day. */
export function nightOf(day: string): Night {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at))
    throw new TypeError(`${JSON.stringify(day)} is not a day such as 2026-11-23`);
  return {
    day,
    clock: { now: () => new Date(at) },
    idsFor(tenantId, step) {
      let count = 0;
      return {
        next() {
          count += 1;
          const name = JSON.stringify([day, tenantId, step, count]);
          return createHash('sha256').update(name).digest('hex').slice(0, 32);
        },
      };
    },
  };
}
