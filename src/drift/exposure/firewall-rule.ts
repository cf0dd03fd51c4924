import type { AddressRange } from '../equivalence/cidr.js';
import type { Path } from '../path/segment.js';

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
