import { decimalCodec, t } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';

/** What something costs: an amount from zero. */
export const unitPrice: t.Type<Decimal, string> = new t.Type(
  'an amount from zero',
  (value): value is Decimal => decimalCodec.is(value) && value.gte(0),
  (value, context) => {
    const amount = decimalCodec.validate(value, context);
    if (amount._tag === 'Left' || amount.right.gte(0)) return amount;
    return t.failure(value, context, 'below zero');
  },
  decimalCodec.encode,
);
