/** The one module that imports fp-ts, and the way from its values to ordinary TypeScript: `orThrow`. */
// The `/lib/*.js` paths are the ones that Node's ESM loader, CommonJS and the type checker all resolve. Namespaces,
// and no objects of the functions in use, through which calls were mostly slower.
/** fp-ts's functions of {@link Either}. */
export * as E from 'fp-ts/lib/Either.js';
/** fp-ts's functions of {@link Option}. */
export * as O from 'fp-ts/lib/Option.js';
/** A failure. */
export interface Left<L> {
  /** Tells it from a success. */
  readonly _tag: 'Left';
  /** What went wrong. */
  readonly left: L;
}
/** A success. */
export interface Right<A> {
  /** Tells it from a failure. */
  readonly _tag: 'Right';
  /** The value. */
  readonly right: A;
}
/**
 * A success (`right`) or a failure (`left`): the same type as fp-ts's. The types are declared here, so that the
 * declarations of a user's own package never have to name fp-ts.
 */
export type Either<L, A> = Left<L> | Right<A>;
/** Work that gives an {@link Either} when it is called; it never rejects. The same type as fp-ts's. */
export interface TaskEither<L, A> {
  (): Promise<Either<L, A>>;
}
/**
 * The errors that a method can have, for a function that handles them all.
 *
 * @example
 * function statusOf(error: ErrorOf<CostAllocationService['createAllocationRule']>): number {
 *   return error._tag === 'PortFailure' ? 502 : 400;
 * }
 */
export type ErrorOf<Method extends (...args: never[]) => unknown> =
  OutcomeOf<ReturnType<Method>> extends infer Outcome
    ? Extract<Outcome, Left<unknown>> extends Left<infer Failure>
      ? Failure
      : never
    : never;

/** What an answer ends in: the outcome of a `TaskEither`, or the answer itself. */
type OutcomeOf<Answer> = Answer extends () => Promise<infer Outcome> ? Outcome : Answer;

/** No value. */
export interface None {
  /** Tells it from a value. */
  readonly _tag: 'None';
}
/** A value. */
export interface Some<A> {
  /** Tells it from none. */
  readonly _tag: 'Some';
  /** The value. */
  readonly value: A;
}
/** A value or none: the same type as fp-ts's. */
export type Option<A> = None | Some<A>;

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
  if (outcome?._tag === 'Left') throw outcome.left;
  if (outcome?._tag !== 'Right') throw new TypeError('orThrow opens an Either or a TaskEither; what it got is neither');
  return outcome.right;
}
