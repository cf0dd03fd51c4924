import { type ErrorOfTag, isError as isErrorOfTag, type TaggedError } from './errors/tagged.js';
import type { Either, TaskEither } from './prelude.js';

/**
 * What a method answers when it is called through {@link promised}: the value of an outcome, or what it answered
 * before.
 */
type PromisedResult<Result> = [Result] extends [TaskEither<unknown, infer A>]
  ? Promise<A>
  : [Result] extends [Either<unknown, infer A>]
    ? Promise<A>
    : Result;

/** One signature of a method; nothing where a method has fewer overloads than are asked for. */
type PromisedSignature<Args extends readonly unknown[], Result> = unknown extends Result
  ? unknown
  : (...args: Args) => PromisedResult<Result>;

/** A method with the same parameters and defaults, and up to four overloads. */
type PromisedMethod<Method> = Method extends {
  (...args: infer A1): infer R1;
  (...args: infer A2): infer R2;
  (...args: infer A3): infer R3;
  (...args: infer A4): infer R4;
}
  ? PromisedSignature<A1, R1> & PromisedSignature<A2, R2> & PromisedSignature<A3, R3> & PromisedSignature<A4, R4>
  : Method;

/** The methods of a service as promises: see {@link promised}. */
export type Promised<Service extends object> = {
  readonly [Name in keyof Service]: PromisedMethod<Service[Name]>;
};

/**
 * Gives the methods of `CostAllocationService`, `DriftDetector` or `CapacityForecastEngine` as promises, for code
 * that does not use fp-ts. A method that answers a `TaskEither` or an `Either` answers a promise instead: it starts
 * at once, gives the value, and rejects with the tagged error. A method that answers a plain value
 * (`classifyDriftSeverity`) stays as it is.
 *
 * @example
 * const service = promised(new CostAllocationService(ports));
 * const { totalAllocated } = await service.calculateTenantAllocation('acme', march);
 */
export function promised<Service extends object>(service: Service): Promised<Service> {
  const methods = new Map<string, unknown>();
  for (let owner: unknown = service; isOwner(owner); owner = Object.getPrototypeOf(owner)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (typeof value !== 'function' || name === 'constructor' || methods.has(name)) continue;
      methods.set(name, (...args: readonly unknown[]) => toPromise(Reflect.apply(value, service, args)));
    }
  }
  return Object.fromEntries(methods) as Promised<Service>;
}

function isOwner(value: unknown): value is object {
  return typeof value === 'object' && value !== null && value !== Object.prototype;
}

function toPromise(result: unknown): unknown {
  if (typeof result === 'function') return (result as TaskEither<unknown, unknown>)().then(valueOrThrow);
  return isOutcome(result) ? new Promise((resolve) => resolve(valueOrThrow(result))) : result;
}

function valueOrThrow(outcome: Either<unknown, unknown>): unknown {
  if (outcome._tag === 'Left') throw outcome.left;
  return outcome.right;
}

function isOutcome(value: unknown): value is Either<unknown, unknown> {
  const tag = typeof value === 'object' && value !== null && '_tag' in value ? value._tag : undefined;
  return tag === 'Left' || tag === 'Right';
}

/** The errors that the constructors of a module make. */
type ErrorsOf<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: never[]) => infer Made
    ? Made extends TaggedError<string>
      ? Made
      : never
    : never;
}[keyof Module];

/** Every error of the three capabilities, told apart by `_tag`. */
export type DomainError =
  | ErrorsOf<typeof import('./errors/kernel.js')>
  | ErrorsOf<typeof import('./cost-allocation/errors.js')>
  | ErrorsOf<typeof import('./drift/errors.js')>
  | ErrorsOf<typeof import('./capacity-forecast/errors.js')>;

/** What a value of unknown type is narrowed to by the tag of an error. */
type NarrowedError<Value, Tag extends string> = unknown extends Value
  ? ErrorOfTag<DomainError, Tag>
  : ErrorOfTag<Value, Tag>;

/**
 * Whether a value is the error of a tag, whichever copy of this package made it. A value of unknown type, as in a
 * `catch`, narrows to the error with its facts; a union narrows to its member.
 *
 * @example
 * try {
 *   await service.calculateTenantAllocation('acme', march);
 * } catch (error) {
 *   if (isError(error, 'UnknownTenant')) return reply(404, error.tenantId);
 *   throw error;
 * }
 */
export function isError<Value, Tag extends DomainError['_tag'] | (string & {})>(
  value: Value,
  tag: Tag,
): value is Value & NarrowedError<Value, Tag> {
  return isErrorOfTag(value, tag);
}
