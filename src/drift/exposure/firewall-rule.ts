import type { AddressRange } from '../equivalence/networks.js';
import type { Path } from '../path.js';

/** A closed interval of whole numbers. */
export type IntegerRange = readonly [first: number, last: number];

export type Direction = 'ingress' | 'egress';

/** One rule of a firewall, read from any of the clouds' shapes. */
export interface FirewallRule {
  readonly direction: Direction;
  readonly allow: boolean;
  /** Lower is asked first; rules without one stand behind all others. */
  readonly priority: number;
  readonly protocols: readonly IntegerRange[];
  readonly ports: readonly IntegerRange[];
  readonly addresses: readonly SourcedRange[];
  /** Where the rule stands in its configuration. */
  readonly path: Path;
}

/** A range of addresses and the place that names it. */
export interface SourcedRange {
  readonly range: AddressRange;
  readonly path: Path;
}

export const EVERY_IPV4: AddressRange = { family: 4, first: 0n, last: (1n << 32n) - 1n };
export const EVERY_IPV6: AddressRange = { family: 6, first: 0n, last: (1n << 128n) - 1n };

export const EVERY_PORT: IntegerRange = [0, 65_535];
export const EVERY_PROTOCOL: IntegerRange = [0, 255];
