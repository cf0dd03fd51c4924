import { show } from './show.js';
import { defineError, type TaggedError } from './tagged.js';

/** A value offered as money that is no plain decimal. */
export type InvalidDecimal = TaggedError<'InvalidDecimal', { readonly value: unknown; readonly reason: string }>;
/** Makes an {@link InvalidDecimal}. */
export const invalidDecimal = defineError<InvalidDecimal>(
  'InvalidDecimal',
  (f) => `expected a decimal such as "12.34", got ${show(f.value)} (${f.reason})`,
);

/** A currency code that ISO 4217 does not know. */
export type UnknownCurrency = TaggedError<'UnknownCurrency', { readonly currency: unknown }>;
/** Makes an {@link UnknownCurrency}. */
export const unknownCurrency = defineError<UnknownCurrency>(
  'UnknownCurrency',
  (f) => `expected an ISO 4217 currency code such as "EUR", got ${show(f.currency)}`,
);

/** A split that has no meaning: no recipients, a weight below zero or not a decimal, a scale that is no small integer. */
export type ApportionError = TaggedError<
  'ApportionError',
  { readonly reason: string; readonly value: unknown; readonly index?: number }
>;
/** Makes an {@link ApportionError}. */
export const apportionError = defineError<ApportionError>(
  'ApportionError',
  (f) => `cannot apportion: ${f.reason}, got ${show(f.value)}${f.index === undefined ? '' : ` at position ${f.index}`}`,
);
