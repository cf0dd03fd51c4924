/** A resource of the sample platform, as it was declared and as it runs. */
export interface SampleResource {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly desired?: unknown;
    readonly actual?: unknown;
}
/**
 * Noise that a detector must not report (ports as text, rules in another order, an equal policy written differently), and
 * changes that matter: the world let in by way of two half-worlds, a database made public, a lost bucket.
 */
export declare const resources: readonly SampleResource[];
