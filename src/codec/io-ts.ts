/** What the library uses of io-ts, name by name, so that a bundle holds these alone. */
export {
  appendContext,
  failure,
  failures,
  success,
  Type,
  type Context,
  type Decoder,
  type Errors,
  type Is,
  type TypeOf,
  type Validation,
  type ValidationError,
} from 'io-ts';
