import { COST_CATEGORIES, type Charge, type Tenant } from '../../cost-allocation/model/index.js';
import { fromUnits } from '../../money/index.js';
import { seededRandom, type SeededRandom } from '../random.js';

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
  /** Digits behind the point of each cost. Default 9, as cloud bills have them. */
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
