import * as t from './io-ts.js';
import { type Decimal, formatDecimal, isAmount, toDecimal } from '../money/decimal.js';

// A file of its own, so that a bundle of a capability without money leaves decimal.js out.
/** An amount: decimal text or a Decimal of any copy of decimal.js in, this library's Decimal out; text on the wire. */
export const decimalCodec: t.Type<Decimal, string> = /* @__PURE__ */ new t.Type(
  'a decimal',
  isAmount,
  (value, context) => {
    const decimal = toDecimal(value);
    return decimal._tag === 'Right' ? decimal : t.failure(value, context, decimal.left.message);
  },
  formatDecimal,
);
