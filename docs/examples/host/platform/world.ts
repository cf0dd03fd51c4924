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

export const EMPTY_WORLD: World = {
  tenants: [],
  charges: [],
  ownership: [],
  reservations: [],
  rates: [],
  usage: [],
  capacity: [],
  prices: [],
  workloads: [],
  declared: [],
  running: [],
};

/**
 * What was handed to the services that take things: each kind by its idempotency key, as a service of note keeps it.
 */
export class Inbox {
  readonly #kinds = new Map<string, Map<string, WireRecord>>();
  /** How often something came again under its key, and was left out. */
  repeated = 0;

  /** Takes something in; false where the key is there already, and then nothing changes. */
  take(kind: string, key: string, body: WireRecord): boolean {
    const kept = this.#kinds.get(kind) ?? new Map<string, WireRecord>();
    this.#kinds.set(kind, kept);
    if (kept.has(key)) {
      this.repeated += 1;
      return false;
    }
    kept.set(key, body);
    return true;
  }

  /** What has arrived, in the order in which it came. */
  received(kind: string): readonly WireRecord[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])];
  }

  /** Everything that has arrived, by kind and key. */
  contents(): readonly (readonly [kind: string, key: string, body: WireRecord])[] {
    return [...this.#kinds].flatMap(([kind, kept]) => [...kept].map(([key, body]) => [kind, key, body] as const));
  }
}
