import { listOf, optional, record, text, type t } from '../../codec/index.js';

/** What the schema of a resource says about its fields; every entry is a path pattern (`compileGlob`). */
export interface ResourceMarks {
  /** Values that must never be shown. */
  readonly sensitive?: readonly string[];
  /** Lists in which order means nothing. */
  readonly unordered?: readonly string[];
  /** Fields that the provider sets: not compared. */
  readonly computed?: readonly string[];
  /** Fields that can only be set when the resource is made: changing one means replacing the resource. */
  readonly createOnly?: readonly string[];
}

export const ResourceMarks: t.Type<ResourceMarks, object> = record<ResourceMarks>('the marks of a resource', {
  sensitive: optional(listOf(text)),
  unordered: optional(listOf(text)),
  computed: optional(listOf(text)),
  createOnly: optional(listOf(text)),
});
