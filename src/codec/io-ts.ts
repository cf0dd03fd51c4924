/** What the library uses of io-ts, name by name, so that a bundle holds these alone. */
export {
  appendContext,
  boolean,
  failure,
  failures,
  string,
  success,
  Type,
  unknown,
  type Context,
  type Decoder,
  type Errors,
  type TypeOf,
  type Validation,
  type ValidationError,
} from 'io-ts';
