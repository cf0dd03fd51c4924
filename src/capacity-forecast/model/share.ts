import { checked, type t } from '../../codec/index.js';

/** A probability or a confidence: a number from 0 to 1. */
export const share: t.Type<number> = checked(
  'a number from 0 to 1',
  (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
);
