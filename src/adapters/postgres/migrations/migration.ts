/**
 * One step of the schema, from the version before to its own. Once released it never changes: a correction is a new
 * step.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  /** The statements, in order; they run in one transaction with the steps around them. */
  readonly statements: (schema: string) => readonly string[];
}
