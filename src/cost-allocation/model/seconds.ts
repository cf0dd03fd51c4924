import type * as t from '../../codec/io-ts.js';
import { epochSecondsCodec } from '../../codec/values.js';

/** An instant as records take it: a plain number of seconds since the Unix epoch, checked like `EpochSeconds`. */
export const seconds = epochSecondsCodec as t.Type<unknown, unknown> as t.Type<number>;
