/**
 * The one module that imports fp-ts, and the two ways between its values and ordinary TypeScript: `orThrow` for scripts,
 * `lift` for the calls of a host.
 */
// The `/lib/*.js` paths are the ones that Node's ESM loader, CommonJS and the type checker all resolve. Functions are
// taken one by one, so that a bundle holds these and not the whole of fp-ts.
import { isLeft, isRight, left, map, mapLeft, right, type Either as FpEither } from 'fp-ts/lib/Either.js';
import { fromNullable, none, type Option as FpOption, some } from 'fp-ts/lib/Option.js';
import type { TaskEither as FpTaskEither } from 'fp-ts/lib/TaskEither.js';

/** What the library uses of fp-ts's Either. */
export const E = { isLeft, isRight, left, map, mapLeft, right } as const;
/** What the library uses of fp-ts's Option. */
export const O = { fromNullable, none, some } as const;
/** A success (`right`) or a failure (`left`), as fp-ts has it. */
export type Either<L, A> = FpEither<L, A>;
/** Work that will give an {@link Either} when it is run; it never rejects. */
export type TaskEither<L, A> = FpTaskEither<L, A>;
/** A value or none. */
export type Option<A> = FpOption<A>;

/** What a port method may answer: the value itself, or a promise of it. */
export type MaybePromise<A> = A | Promise<A>;

/**
 * Opens an outcome, for scripts: the value of a success, or the error of a failure thrown as it is.
 * A `TaskEither` is run and gives a promise that rejects with the error.
 *
 * @example
 * const shares = orThrow(apportion(new Decimal('100.00'), weights));
 * const result = await orThrow(service.calculateTenantAllocation('acme', march));
 */
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;
export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: Either<L, A> | TaskEither<L, A>): A | Promise<A> {
  return typeof outcome === 'function' ? outcome().then(open) : open(outcome);
}

function open<L, A>(outcome: Either<L, A>): A {
  // The error is thrown as it is: every error of this library is an `Error`.
  if (outcome._tag === 'Left') throw outcome.left;
  return outcome.right;
}

/**
 * Lifts a call of a host's port, which may answer at once, answer later, throw or reject, into a `TaskEither`.
 * `onFailure` turns whatever was thrown into a tagged error; nothing escapes.
 */
export const lift =
  <L, A>(call: () => MaybePromise<A>, onFailure: (cause: unknown) => L): TaskEither<L, A> =>
  async () => {
    try {
      return right(await call());
    } catch (cause) {
      return left(onFailure(cause));
    }
  };
