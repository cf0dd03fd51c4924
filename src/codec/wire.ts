import { type DecodeError, notAsExpected } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import { decode } from './decode.js';
import type { Codec } from './io-ts.js';

/**
 * Reads a model from its JSON form (parsed, snake_case keys, decimals as text) or from a TypeScript object. The error
 * names path, value and what was expected in one line.
 *
 * @example
 * const charge = orThrow(parseWire(Charge, await response.json()));
 */
export function parseWire<A, O>(model: Codec<A, O>, json: unknown): Either<DecodeError, A> {
  return decode(model, json, String(model?.name));
}

/**
 * The JSON form of a model, typed: snake_case keys, decimals as text, instants as seconds. A value that is no such
 * model is an error that names what is wrong with it.
 *
 * @example
 * await fetch(url, { method: 'POST', body: JSON.stringify(orThrow(toWire(CostAllocationResult, result))) });
 */
export function toWire<A, O>(model: Codec<A, O>, value: A): Either<DecodeError, O> {
  try {
    if (model.is(value)) return E.right(model.encode(value));
    const read = decode(model, value, model.name);
    return E.isLeft(read) ? read : E.right(model.encode(read.right));
  } catch (cause) {
    return E.left(notAsExpected(String(model?.name), 'the value cannot be read', cause));
  }
}
