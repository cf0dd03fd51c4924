import { E } from '../../prelude.js';
import type { SharingContext, Strategy } from './strategy.js';

/** The same for every tenant, by the time for which it existed. */
export const equal: Strategy = (_rule, context) =>
  E.right({ byRecipient: activeTime(context), unallocated: 0n, driver: 'active time' });

/** The active time of each recipient. */
export function activeTime(context: SharingContext): readonly bigint[] {
  return context.recipients.map((recipient) => BigInt(recipient.activeMilliseconds));
}
