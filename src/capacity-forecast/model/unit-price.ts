import { decimalCodec, type t } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { refined } from './refined.js';

/** What something costs: an amount from zero. */
export const unitPrice: t.Type<Decimal, string> = refined(decimalCodec, (amount) =>
  amount.gte(0) ? undefined : `expected an amount from zero, got ${amount.toFixed()}`,
);
