import { epochSecondsCodec, t } from '../../codec/index.js';

/** An instant as records take it: a plain number of seconds since the Unix epoch, checked like `EpochSeconds`. */
export const seconds: t.Type<number> = new t.Type(
  epochSecondsCodec.name,
  (value): value is number => epochSecondsCodec.is(value),
  (value, context) => epochSecondsCodec.validate(value, context),
  (value) => value,
);
