import type { DriftRules } from '../../src/drift/rules/index.js';
/** A declaration with one leaf changed. */
export interface Mutant {
    readonly path: string;
    readonly declared: unknown;
}
/**
 * The declaration with each of its leaves changed in turn: text gets a suffix, numbers grow by one, booleans flip. Leaves
 * out those that no comparison can judge: read-only and write-only places, nulls, and fields that the API does not give back.
 */
export declare function mutantsOf(declared: unknown, actual: unknown, rules: DriftRules): readonly Mutant[];
