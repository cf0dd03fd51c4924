import type { DriftSeverity } from '../drift/index.js';

/** Seconds since the epoch at which every simulation starts: 2027-01-01. */
export const START: number = Date.UTC(2027, 0, 1) / 1000;
export const DAY = 86_400;

/** Where the month `index` after the start begins, seconds since the epoch. */
export const monthStart = (index: number): number => Date.UTC(2027, index, 1) / 1000;

/** The tenants, in the order of their ids; `TENANTS[1]` is nearly another one's name. */
export const TENANTS = ['acme', 'acme ', 'other'] as const;

export const TIERS = ['basic', 'basic', 'large'] as const;
export const TIER_WEIGHTS = { basic: 1, large: 3 } as const;
export const CUSTOM_WEIGHTS = { acme: 5, other: 2 } as const;

/** A drift that a scan must find. */
export interface ExpectedDrift {
  readonly path: string;
  readonly severity: DriftSeverity;
  /** Whether somebody keeps it quiet now. */
  readonly suppressed: boolean;
}

/** Stands in every secret value, and must stand nowhere else. */
export const SECRET = 'hunter2';

/** Stands in every configuration of a tenant, and must not reach another. */
export const markOf = (tenantId: string): string => `owned-by-${TENANTS.indexOf(tenantId as never)}`;

export const resourceKey = (tenantId: string, resourceId: string): string => JSON.stringify([tenantId, resourceId]);

/** What a month must cost, in units of 10^-12. */
export interface ExpectedMonth {
  readonly total: bigint;
  /** By tenant and category, what is its own: charges and reservations. */
  readonly own: ReadonlyMap<string, bigint>;
  /** By tenant and category, its part of the pools: right to the unit or two of each split. */
  readonly shared: ReadonlyMap<string, number>;
  /** By tenant, its exact part of the pool that carries forward. */
  readonly carried: ReadonlyMap<string, number>;
  /** By tenant and team, what its own charges cost. */
  readonly teams: ReadonlyMap<string, bigint>;
}

/** How severe a change of each place is, while nobody has made the rules stricter. */
export const SEVERITIES: Readonly<Record<string, DriftSeverity>> = {
  label: 'cosmetic',
  size: 'functional',
  'placement.region': 'functional',
  password: 'security',
  open: 'critical',
};

/** The same while labels and sizes count: what is open then has become worse. */
export const STRICT_SEVERITIES: typeof SEVERITIES = { ...SEVERITIES, label: 'security', size: 'security' };

export const LAST_TENANT_LEAVES: number = START + 75 * DAY + 7200;

export const MARKS: Readonly<Record<'sensitive' | 'unordered' | 'computed', readonly string[]>> = {
  sensitive: ['password'],
  unordered: ['members'],
  computed: ['etag'],
};
