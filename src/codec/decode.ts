import { decodeError, type DecodeError, type DecodeIssue, notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import type * as t from './io-ts.js';
import type { Codec } from './io-ts.js';

/** So many places are named one by one; a list of a million wrong values has a million. */
const MAX_ISSUES = 1000;
const MAX_KEY_LENGTH = 100;

/**
 * io-ts's failures as a person reads them: one line a place, with the path to the value and what was expected there.
 */
function toIssues(errors: t.Errors): readonly DecodeIssue[] {
  return errors.slice(0, MAX_ISSUES).map(({ context, value, message }) => ({
    path: formatPath(context),
    message: message ?? `expected ${context.at(-1)?.type.name}, got ${show(value)}`,
  }));
}

function formatPath(context: t.Context): string {
  let path = '';
  for (const { key } of context.slice(1)) {
    const name = key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH - 1)}…` : key;
    path += /^\d+$/.test(name) ? `[${name}]` : path === '' ? name : `.${name}`;
  }
  return path;
}

/** The error of a value in which a codec found something wrong. */
function issuesError(what: string, errors: t.Errors): DecodeError {
  const omitted = errors.length - MAX_ISSUES;
  return decodeError({ what, issues: toIssues(errors), ...(omitted > 0 && { omittedIssues: omitted }) });
}

/**
 * Decodes a value from a port or a wire. `what` names it in the error ("the rule", "a charge of the billing port").
 * A value with hostile getters is an error like any other.
 */
export function decode<A, O>(codec: t.Type<A, O>, value: unknown, what: string): Either<DecodeError, A> {
  try {
    return E.mapLeft((errors: t.Errors) => issuesError(what, errors))(codec.decode(value));
  } catch (cause) {
    return E.left(unreadableValue(what, cause));
  }
}

/** The error of a value whose getter or proxy throws. */
export const unreadableValue = (what: string, cause: unknown): DecodeError =>
  notAsExpected(what, 'the value cannot be read', cause);

function nameOf(model: { readonly name: string }): string {
  try {
    return String(model.name);
  } catch {
    return 'the value';
  }
}

/**
 * Reads a model from its JSON form (parsed, snake_case keys, decimals as text) or from a TypeScript object. The error
 * names path, value and what was expected in one line.
 *
 * @example
 * const charge = orThrow(parseWire(Charge, await response.json()));
 */
export function parseWire<A, O>(model: Codec<A, O>, json: unknown): Either<DecodeError, A> {
  return decode(model, json, nameOf(model));
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
    return E.left(notAsExpected(nameOf(model), 'the value cannot be read', cause));
  }
}

/** What is wrong with an option. */
export interface OptionProblem {
  readonly option: string;
  readonly value: unknown;
  readonly expected: string;
}

/** What is wrong with an option, by the path to it. */
export function findProblem<A, O>(codec: t.Type<A, O>, given: unknown, option: string): OptionProblem | undefined {
  if (codec.is(given)) return undefined;
  const read = decode(codec, given, option);
  if (E.isRight(read)) return undefined;
  const issue = read.left.issues[0];
  const path = issue?.path.match(/[^.[\]]+/g) ?? [];
  const value = path.reduce((at: unknown, key) => (at as Record<string, unknown> | undefined)?.[key], given);
  const expected = (issue?.message ?? codec.name).replace(/^expected /, '').replace(/, got .*$/s, '');
  return { option: path.length === 0 ? option : `${option}.${issue!.path}`, value, expected };
}
