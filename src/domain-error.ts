import { type ErrorOfTag, isError as isErrorOfTag, type TaggedError } from './errors/tagged.js';

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
