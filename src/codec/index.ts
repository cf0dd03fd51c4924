/** The one address of io-ts: every model's codec is made of these pieces. */
export type * as t from './io-ts.js';
export { isPlainObject, listOf, mapOf, nullable, oneOrMapOf, pairOf } from './containers.js';
export { decimalCodec } from './decimal.js';
export { decode, tryEither, tryTaskEither } from './decode.js';
export { optional, record, snakeCase, withDefault, type Field } from './record.js';
export {
  anything,
  checked,
  count,
  epochSecondsCodec,
  finiteNumber,
  flag,
  nonEmptyText,
  oneOf,
  text,
} from './values.js';
