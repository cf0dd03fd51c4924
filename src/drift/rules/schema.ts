/**
 * What the schema of a resource type says about its properties, as far as comparison is concerned. Every entry is a
 * property path such as `Rules.*.Filter.Prefix`, in which `*` is one list position or map key.
 */
export interface ResourceSchema {
  /** Set by the provider alone: what a declaration says there means nothing. */
  readonly readOnly?: readonly string[];
  /** Never given back by the provider: what runs cannot be seen there. */
  readonly writeOnly?: readonly string[];
  /** Fixed at creation: a difference there is mended by replacing the resource. */
  readonly createOnly?: readonly string[];
  /** Lists in which order means nothing (`insertionOrder: false`, set types). */
  readonly unordered?: readonly string[];
  /** Maps whose keys and values belong to the user. */
  readonly freeForm?: readonly string[];
  /** What the provider fills in where the declaration is silent. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}
