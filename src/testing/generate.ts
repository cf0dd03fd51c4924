import type { UsageDataPoint } from '../capacity-forecast/model/index.js';
import type { Charge } from '../cost-allocation/model/charge.js';
import { COST_CATEGORIES } from '../cost-allocation/model/cost-category.js';
import type { Tenant } from '../cost-allocation/model/tenant.js';
import { fromUnits } from '../money/units.js';
import { seededRandom, type SeededRandom } from './deterministic.js';

/** What a generated bill is like. */
export interface BillSpec {
  /** The same seed makes the same bill. */
  readonly seed: number;
  /** How many tenants. */
  readonly tenants: number;
  /** How many charges. */
  readonly charges: number;
  /** Seconds since the Unix epoch: every charge lies in [start, end). */
  readonly start: number;
  /** Where the period ends, seconds since the epoch. */
  readonly end: number;
  /** The share of charges that are of no tenant. Default 0.1. */
  readonly sharedPart?: number;
  /** Decimal places of each cost. Default 9, as cloud bills have them. */
  readonly scale?: number;
  /** ISO 4217 code. */
  readonly currency?: string;
}

/** A bill made from a seed, with everything that its allocation needs. */
export interface GeneratedBill {
  /** Who there is. */
  readonly tenants: readonly Tenant[];
  /** What is billed. */
  readonly charges: readonly Charge[];
}

const TIERS = ['free', 'standard', 'enterprise'] as const;
const UNITS: Readonly<Record<string, string>> = { compute: 'hours', storage: 'gb-months', network: 'gb' };

/**
 * A bill that looks like a cloud's: many small lines of an hour or a day, few large ones, some credits, a shared pool.
 * The same spec gives the same bill.
 */
export function generateBill(spec: BillSpec): GeneratedBill {
  const random = seededRandom(spec.seed);
  const tenants = Array.from({ length: spec.tenants }, (_, i): Tenant => ({
    tenantId: `tenant-${i + 1}`,
    tier: random.pick(TIERS),
    createdAt: spec.start - 86_400 * (1 + random.below(700)),
    deletedAt: random.next() < 0.05 ? spec.start + random.below(spec.end - spec.start) : null,
  }));
  const charges = Array.from({ length: spec.charges }, (_, i) => chargeOf(spec, random, tenants, i));
  return { tenants, charges };
}

function chargeOf(spec: BillSpec, random: SeededRandom, tenants: readonly Tenant[], index: number): Charge {
  const { scale = 9, sharedPart = 0.1, currency = 'USD' } = spec;
  const shared = tenants.length === 0 || random.next() < sharedPart;
  const tenantId = shared ? null : random.pick(tenants).tenantId;
  const category = shared ? random.pick(['shared', 'support'] as const) : random.pick(COST_CATEGORIES.slice(0, 3));
  const start = spec.start + Math.floor(random.below(spec.end - spec.start) / 3600) * 3600;
  const length = random.next() < 0.8 ? 3600 : 86_400;
  // Costs are log-normal, as bills are; one in fifty is a credit.
  const units = BigInt(Math.round(Math.exp(random.normal() * 2) * 10 ** Math.min(scale, 12)));
  const unit = UNITS[category];
  return {
    chargeId: `charge-${index + 1}`,
    tenantId,
    resourceId: `resource-${shared ? 'shared' : tenantId}-${random.below(5)}`,
    category,
    cost: fromUnits(random.next() < 0.02 ? -units : units, scale),
    currency,
    ...(unit === undefined ? {} : { usageQuantity: fromUnits(BigInt(1 + random.below(10_000)), 3), usageUnit: unit }),
    start,
    end: Math.min(spec.end, start + length),
    tags: { team: random.pick(['platform', 'search', 'mobile']), environment: random.pick(['production', 'staging']) },
  };
}

/** A configuration as plain JSON: nested records and lists, with the names and values that cloud resources have. */
export function generateConfiguration(seed: number, leaves = 30): Readonly<Record<string, unknown>> {
  const random = seededRandom(seed);
  const entries: [string, unknown][] = [];
  for (let left = leaves; left > 0;) {
    const size = Math.min(left, 1 + random.below(6));
    entries.push([`${random.pick(NAMES)}_${entries.length}`, branch(random, size, 0)]);
    left -= size;
  }
  return Object.fromEntries(entries);
}

/** The same configuration with `changes` leaves changed: what a resource looks like after somebody's hand. */
export function changeConfiguration(configuration: unknown, seed: number, changes = 1): unknown {
  const random = seededRandom(seed);
  const total = countLeaves(configuration);
  const at = new Set<number>();
  while (at.size < Math.min(changes, total)) at.add(random.below(total));
  let index = 0;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]));
    }
    const changed = at.has(index);
    index += 1;
    return changed ? `${String(value)} by hand` : value;
  };
  return visit(configuration);
}

const NAMES = ['ingress', 'tags', 'network', 'disk', 'policy', 'listener', 'replicas', 'region', 'labels', 'timeout'];
const MAX_DEPTH = 4;

function branch(random: SeededRandom, leaves: number, depth: number): unknown {
  if (leaves === 1 || depth === MAX_DEPTH) return leaf(random);
  const parts = Array.from({ length: leaves }, () => branch(random, 1, depth + 1));
  return random.next() < 0.4 ? parts : Object.fromEntries(parts.map((part, i) => [`${random.pick(NAMES)}_${i}`, part]));
}

function leaf(random: SeededRandom): unknown {
  const kinds = [
    () => random.below(65_536),
    () => random.next() < 0.5,
    () => `10.${random.below(256)}.${random.below(256)}.0/24`,
    () => `value-${random.below(1000)}`,
    () => null,
  ];
  return random.pick(kinds)();
}

function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countLeaves(item), 0);
}

/** What a generated series is made of; every part is left out by default. */
export interface SeriesSpec {
  /** The same seed makes the same series. */
  readonly seed: number;
  /** How many points. */
  readonly points: number;
  /** Seconds since the Unix epoch of the first point. */
  readonly start: number;
  /** Seconds between two points. Default 3600. */
  readonly step?: number;
  /** The value that the series starts around. */
  readonly level?: number;
  /** What each step adds. */
  readonly trend?: number;
  /** Waves: how many steps a turn takes, and how high it goes. */
  readonly seasons?: readonly { readonly period: number; readonly amplitude: number }[];
  /** Standard deviation of what nothing explains. */
  readonly noise?: number;
  /** From step `at` on the level is `by` higher. */
  readonly shifts?: readonly { readonly at: number; readonly by: number }[];
  /** The share of points that were not measured. */
  readonly missing?: number;
}

/** A series of usage with a known make-up, against which a forecast or a detector can be held. */
export function generateSeries(spec: SeriesSpec): readonly UsageDataPoint[] {
  const random = seededRandom(spec.seed);
  const { step = 3600, level = 0, trend = 0, seasons = [], noise = 0, shifts = [], missing = 0 } = spec;
  const points: UsageDataPoint[] = [];
  for (let i = 0; i < spec.points; i += 1) {
    let value = level + trend * i + noise * random.normal();
    for (const { period, amplitude } of seasons) value += amplitude * Math.sin((2 * Math.PI * i) / period);
    for (const { at, by } of shifts) if (i >= at) value += by;
    if (random.next() >= missing) points.push({ timestamp: spec.start + i * step, value });
  }
  return points;
}
