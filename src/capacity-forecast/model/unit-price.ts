import { decimalCodec, type t } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { refineCodec } from './refined.js';

/** What something costs: an amount from zero. */
export const unitPrice: t.Type<Decimal, string> = refineCodec(decimalCodec, (amount) =>
  amount.gte(0) ? undefined : `expected an amount from zero, got ${amount.toFixed()}`,
);
