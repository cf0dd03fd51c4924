/** A record as it goes over the wire: snake_case, decimals as text, instants in seconds. */
export type WireRecord = Readonly<Record<string, unknown>>;
/** What the platform's services know. */
export interface World {
    readonly tenants: readonly WireRecord[];
    readonly charges: readonly WireRecord[];
    readonly ownership: readonly WireRecord[];
    readonly reservations: readonly WireRecord[];
    readonly rates: readonly WireRecord[];
    readonly usage: readonly WireRecord[];
    readonly capacity: readonly WireRecord[];
    readonly prices: readonly WireRecord[];
    readonly workloads: readonly WireRecord[];
    readonly declared: readonly WireRecord[];
    readonly running: readonly WireRecord[];
}
export declare const EMPTY_WORLD: World;
/** What was handed to the services that take things: each kind by its idempotency key, as a service of note keeps it. */
export declare class Inbox {
    #private;
    /** How often something came again under its key, and was left out. */
    repeated: number;
    /** Takes something in; false where the key is there already, and then nothing changes. */
    take(kind: string, key: string, body: WireRecord): boolean;
    /** What has arrived, in the order in which it came. */
    received(kind: string): readonly WireRecord[];
    /** Everything that has arrived, by kind and key. */
    contents(): readonly (readonly [kind: string, key: string, body: WireRecord])[];
}
