/**
 * The world of a simulation: what is declared and what runs, what is billed, and, worked out without any code of the
 * library, what a scan must find and what a month must cost.
 */
import { memoryCostPorts, type MemoryCostPorts } from '../adapters/memory/cost.js';
import { memoryDriftPorts, type MemoryDriftPorts, type MemoryResource } from '../adapters/memory/drift.js';
import type { Charge } from '../cost-allocation/index.js';
import { UNALLOCATED } from '../cost-allocation/model/allocation-result.js';
import type { AllocationRule } from '../cost-allocation/model/allocation-rule.js';
import type { CostCategory } from '../cost-allocation/model/cost-category.js';
import type { Reservation } from '../cost-allocation/model/reservation.js';
import type { Ownership, Tenant } from '../cost-allocation/model/tenant.js';
import type { DriftSeverity, Suppression } from '../drift/index.js';
import { Decimal } from '../money/decimal.js';
import type { EpochSeconds } from '../time/period.js';
import { fixedClock, type FixedClock, type SeededRandom } from './deterministic.js';
import {
  CUSTOM_WEIGHTS,
  DAY,
  type ExpectedDrift,
  type ExpectedMonth,
  LAST_TENANT_LEAVES,
  markOf,
  MARKS,
  monthStart,
  resourceKey,
  SECRET,
  SEVERITIES,
  START,
  STRICT_SEVERITIES,
  TENANTS,
  TIER_WEIGHTS,
  TIERS,
} from './simulator-names.js';

const RULE_CHANGE = START + 50 * DAY + 43_217;
const MOVED_AT = START + 40 * DAY + 3600;
const TAKEN_AT = MOVED_AT + 3 * DAY;
/** Who owned the machine that changes hands, and the days in which it was nobody's. */
const OWNED: readonly Ownership[] = [
  { resourceId: 'vm-moved', tenantId: 'acme', start: START - 500 * DAY, end: START + 20 * DAY + 90 },
  { resourceId: 'vm-moved', tenantId: 'acme', start: START + 20 * DAY + 90, end: MOVED_AT },
  { resourceId: 'vm-moved', tenantId: 'nobody', start: MOVED_AT, end: TAKEN_AT },
  { resourceId: 'vm-moved', tenantId: 'other', start: TAKEN_AT, end: null },
];

type Configuration = Readonly<Record<string, unknown>>;

/** Everything outside the host: resources, people, and the bill. */
export class World {
  readonly clock: FixedClock = fixedClock(new Date(START * 1000));
  readonly resources: Map<string, MemoryResource> = new Map();
  readonly charges: Map<string, Charge> = new Map();
  suppressions: readonly Suppression[] = [];
  /** Whether the host has made its rules stricter. */
  strict = false;
  readonly tenants: readonly Tenant[];
  readonly reservations: readonly Reservation[];
  /** Reference ports over what never changes: who owned what, reservations, exchange rates. */
  readonly costPorts: MemoryCostPorts;
  readonly rules: readonly AllocationRule[] = rules();
  readonly #random: SeededRandom;
  #made = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.tenants = TENANTS.map((tenantId, i) => ({
      tenantId,
      tier: TIERS[i]!,
      createdAt: START - 1000 * DAY,
      deletedAt: i === 2 ? LAST_TENANT_LEAVES : null,
    }));
    for (const tenantId of TENANTS)
      for (const name of tenantId === 'acme' ? ['db', 'web'] : ['db'])
        this.#add(tenantId, name, this.#configuration(tenantId));
    this.reservations = [
      reservation('r-1', 'acme', '1000.000001', -20.3, 365),
      { ...reservation('r-2', 'other', '777.77', 40.7, 90), cancelledAt: START + 95 * DAY + 1 },
      reservation('r-3', 'ghost', '99.99', 10, 30),
    ];
    const rates = Array.from({ length: 400 }, (_, i) => ({
      from: 'EUR',
      to: 'USD',
      month: new Date(monthStart(i - 24) * 1000).toISOString().slice(0, 7),
      rate: new Decimal('1.25'),
    }));
    this.costPorts = memoryCostPorts({
      tenants: this.tenants,
      charges: [],
      ownership: OWNED.filter(({ tenantId }) => tenantId !== 'nobody'),
      rates,
      reservations: this.reservations,
      now: new Date(START * 1000),
    });
  }

  /** The present, seconds since the epoch. */
  now(): number {
    return this.clock.now().getTime() / 1000;
  }

  /** How severe a change of each place is now. */
  get severities(): Readonly<Record<string, DriftSeverity>> {
    return this.strict ? STRICT_SEVERITIES : SEVERITIES;
  }

  /** Reference ports over the world as it is now. */
  driftPorts(): MemoryDriftPorts {
    const resources = [...this.resources.values()].map((one) => (one.actual === undefined ? one : this.#observed(one)));
    return memoryDriftPorts({ resources, now: this.clock.now(), suppressions: this.suppressions });
  }

  /** The resources of a tenant. */
  resourcesOf(tenantId: string): readonly MemoryResource[] {
    return [...this.resources.values()].filter((one) => one.tenantId === tenantId);
  }

  /** What a scan must find at a resource now, by path. */
  expectedDrifts(tenantId: string, resourceId: string): readonly ExpectedDrift[] {
    const one = this.resources.get(resourceKey(tenantId, resourceId));
    if (one === undefined) return [];
    const { desired, actual } = one;
    if (desired === undefined || actual === undefined) {
      if (desired === actual) return [];
      return [{ path: '', severity: 'functional', suppressed: this.#isSuppressed(one, '*', false) }];
    }
    return Object.entries(this.severities)
      .filter(([path]) => valueAt(desired, path) !== valueAt(actual, path))
      .map(([path, severity]) => ({
        path,
        severity,
        suppressed: this.#isSuppressed(one, path, severity === 'critical'),
      }));
  }

  /** What somebody does by hand, or what mends it; a name for what happened. */
  change(): string {
    const random = this.#random;
    const one = random.pick([...this.resources.values()]);
    const drifted = this.expectedDrifts(one.tenantId, one.resourceId).length > 0;
    const set = (changes: Partial<MemoryResource>): void =>
      void this.resources.set(resourceKey(one.tenantId, one.resourceId), { ...one, ...changes });
    const dice = random.next();
    if (drifted && dice < 0.55) {
      if (one.desired !== undefined) set({ actual: one.desired });
      else this.resources.delete(resourceKey(one.tenantId, one.resourceId));
      return 'repairs';
    }
    const what = random.next();
    if (what < 0.08 && one.desired !== undefined && one.actual !== undefined) {
      const { actual: _gone, ...rest } = one;
      this.resources.set(resourceKey(one.tenantId, one.resourceId), rest);
      return 'deletions';
    }
    if (what < 0.14) {
      this.#add(one.tenantId, `extra-${(this.#made += 1)}`, undefined, this.#configuration(one.tenantId));
      return 'undeclared resources';
    }
    if (what < 0.3) {
      this.#suppress(one);
      return 'suppressions';
    }
    if (one.desired === undefined || one.actual === undefined) return 'quiet hours';
    const path = random.pick(Object.keys(SEVERITIES));
    set({ actual: withValue(one.actual as Configuration, path, this.#value(path)) });
    return 'changes by hand';
  }

  /** The lines that a day adds to the bill. */
  dayOfBill(day: number): readonly Charge[] {
    const random = this.#random;
    const start = START + day * DAY;
    return Array.from({ length: 2 + random.below(2) }, (_, i): Charge => {
      // Some lines last while the machine that they are for changes hands.
      const changesHands = i === 1 && [19, 39, 42].includes(day);
      const kind = changesHands ? 0.35 : random.next();
      const hours = changesHands || random.next() < 0.2 ? 48 + random.below(60) : 1 + random.below(24);
      // One of them lasts from the first owner over the days without one to the last.
      const longer = changesHands && start < MOVED_AT && MOVED_AT < start + 3 * DAY ? 72 : 0;
      const isFirst = i === 0 && new Date(start * 1000).getUTCDate() === 1;
      const atChange = i === 0 && start <= RULE_CHANGE && RULE_CHANGE < start + DAY;
      const anyTime = start + random.below(24) * 3600 + random.below(3600);
      const from = isFirst ? start : atChange ? RULE_CHANGE : anyTime;
      const base = {
        chargeId: `c-${day}-${i}`,
        start: from,
        end: isFirst || random.next() < 0.04 ? from : from + (hours + longer) * 3600 - random.below(60),
      };
      const cost = (digits: number): Decimal =>
        new Decimal(`${random.next() < 0.05 ? '-' : ''}${random.below(500)}.${String(random.below(10 ** digits))}`);
      const tags = { team: random.pick(['search', 'mobile']) };
      const usd = { currency: 'USD', tags };
      const desk = random.next() < 0.5 ? { poolId: 'desk' } : {};
      if (kind < 0.15) return { ...base, ...usd, tenantId: null, category: 'shared', cost: cost(4) };
      if (kind < 0.25) return { ...base, ...usd, ...desk, tenantId: null, category: 'support', cost: cost(2) };
      if (kind < 0.33) return { ...base, ...usd, tenantId: null, poolId: 'mesh', category: 'network', cost: cost(6) };
      const used = { usageQuantity: new Decimal(1 + random.below(900)), usageUnit: 'hours' };
      if (kind < 0.4)
        return {
          ...base,
          ...usd,
          ...used,
          tenantId: 'acme',
          resourceId: 'vm-moved',
          category: 'compute',
          cost: cost(5),
        };
      const tenantId = random.next() < 0.03 ? 'ghost' : random.pick(TENANTS);
      if (kind < 0.47) return { ...base, tenantId, category: 'storage', cost: cost(2), currency: 'EUR', tags };
      if (kind < 0.6) return { ...base, ...usd, tenantId, category: 'storage', cost: cost(3) };
      return { ...base, ...usd, ...used, tenantId, category: 'compute', cost: cost(6) };
    });
  }

  /** What a month must cost with the charges that are known, by tenant and category, and in its pools. */
  expectedMonth(month: number, charges: Iterable<Charge>): ExpectedMonth {
    return expectedMonth(this, { start: monthStart(month), end: monthStart(month + 1) }, charges);
  }

  #add(tenantId: string, resourceId: string, desired: unknown, actual: unknown = desired): void {
    const resource = { resourceId, resourceType: 'box', tenantId, marks: MARKS };
    const both = { ...(desired !== undefined && { desired }), ...(actual !== undefined && { actual }) };
    this.resources.set(resourceKey(tenantId, resourceId), { ...resource, ...both });
  }

  #configuration(tenantId: string): Configuration {
    const values = Object.keys(SEVERITIES).map((path) => [path, this.#value(path)] as const);
    const plain = { owner: markOf(tenantId), members: ['a', 'b', 'c'], placement: {}, etag: 0 };
    return values.reduce((made: Configuration, [path, value]) => withValue(made, path, value), plain);
  }

  #value(path: string): unknown {
    const random = this.#random;
    if (path === 'open') return random.next() < 0.5;
    if (path === 'size') return 1 + random.below(40);
    return path === 'password' ? `${SECRET}-${random.below(1e9)}` : `value-${random.below(1e6)}`;
  }

  /** A resource as a provider answers: numbers as text, lists in any order, fields of its own. */
  #observed(one: MemoryResource): MemoryResource {
    const actual = one.actual as Configuration;
    const dice = this.#random.below(6);
    const members = dice < 3 ? ['c', 'a', 'b'] : ['b', 'a', 'c'];
    const size = dice % 2 === 0 ? String(actual['size']) : actual['size'];
    return { ...one, actual: { ...actual, size, members, etag: dice } };
  }

  #suppress({ tenantId, resourceId, resourceType }: MemoryResource): void {
    const random = this.#random;
    const path = random.next() < 0.4 ? '*' : random.pick(Object.keys(SEVERITIES));
    const suppression: Suppression = {
      suppressionId: `s-${(this.#made += 1)}`,
      tenantId,
      resourceId: random.next() < 0.7 ? resourceId : '*',
      resourceType: random.next() < 0.5 ? resourceType : random.pick(['*', 'crate']),
      pattern: path,
      owner: 'ops',
      reason: 'agreed',
      createdAt: Math.floor(this.now()) as EpochSeconds,
      expiresAt: (Math.floor(this.now()) + (3 + random.below(40)) * DAY) as EpochSeconds,
    };
    this.suppressions = [...this.suppressions.slice(-8), suppression];
  }

  #isSuppressed({ tenantId, resourceId, resourceType }: MemoryResource, path: string, critical: boolean): boolean {
    if (critical) return false;
    return this.suppressions.some(
      (one) =>
        one.tenantId === tenantId &&
        (one.resourceId === '*' || one.resourceId === resourceId) &&
        (one.resourceType === '*' || one.resourceType === resourceType) &&
        (one.pattern === path || one.pattern === '*') &&
        this.now() < one.expiresAt,
    );
  }
}

function valueAt(configuration: unknown, path: string): unknown {
  return path.split('.').reduce((at: unknown, key) => (at as Configuration)[key], configuration);
}

function withValue(configuration: Configuration, path: string, value: unknown): Configuration {
  const [key = '', rest] = path.split('.');
  const inner = rest === undefined ? value : withValue(configuration[key] as Configuration, rest, value);
  return { ...configuration, [key]: inner };
}

function reservation(reservationId: string, tenantId: string, cost: string, day: number, days: number): Reservation {
  const start = START + Math.floor(day * DAY);
  return { reservationId, tenantId, upfrontCost: new Decimal(cost), start, end: start + days * DAY };
}

function rules(): readonly AllocationRule[] {
  const rule = (ruleId: string, category: CostCategory, more: Partial<AllocationRule>): AllocationRule => ({
    ruleId,
    name: ruleId,
    category,
    strategy: 'equal',
    weightByCategory: {},
    effectiveFrom: 0,
    effectiveUntil: null,
    isActive: true,
    ...more,
  });
  const decimals = (weights: Readonly<Record<string, number>>): Readonly<Record<string, Decimal>> =>
    Object.fromEntries(Object.entries(weights).map(([key, weight]) => [key, new Decimal(weight)]));
  return [
    rule('by tier', 'shared', { strategy: 'tiered', weightByTier: decimals(TIER_WEIGHTS) }),
    rule('by contract', 'shared', {
      strategy: 'custom',
      weightByTenant: decimals(CUSTOM_WEIGHTS),
      effectiveFrom: RULE_CHANGE,
    }),
    rule('by tier over time', 'support', {
      strategy: 'tiered',
      weightByTier: decimals(TIER_WEIGHTS),
      carryForward: true,
    }),
    rule('evenly', 'support', { poolId: 'desk' }),
    rule('by hours', 'network', { strategy: 'proportional', weightByCategory: decimals({ compute: 1 }) }),
    rule('retired', 'shared', { isActive: false, effectiveFrom: RULE_CHANGE + 1 }),
  ];
}

/** Decimal places of the amounts below: more than a converted charge has. */
const PLACES = 12;

const UNITS = new WeakMap<Decimal, bigint>();
/** An amount in units of 10^-12. */
export function unitsOf(amount: Decimal): bigint {
  const known = UNITS.get(amount);
  if (known !== undefined) return known;
  const [whole = '0', digits = ''] = amount.abs().toFixed().split('.');
  const size = BigInt(whole + digits.padEnd(PLACES, '0'));
  const units = amount.isNegative() ? -size : size;
  UNITS.set(amount, units);
  return units;
}

/** What has accrued after some of a term: in proportion to time, rounded half to even. */
function accrued(units: bigint, elapsed: number, term: number): bigint {
  if (elapsed <= 0) return 0n;
  if (elapsed >= term) return units;
  const [n, d] = [(units < 0n ? -units : units) * BigInt(elapsed), BigInt(term)];
  const [whole, rest] = [n / d, n % d];
  const up = 2n * rest > d || (2n * rest === d && whole % 2n === 1n) ? 1n : 0n;
  return units < 0n ? -(whole + up) : whole + up;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The part of a cost that falls into a span; a cost of an instant falls into the span that holds it. */
function partOf(cost: Decimal, term: Span, span: Span): bigint {
  if (term.start < term.end && span.start <= term.start && term.end <= span.end) return unitsOf(cost);
  const places = Math.max(2, cost.decimalPlaces());
  const scale = 10n ** BigInt(PLACES - places);
  const whole = unitsOf(cost) / scale;
  if (term.start === term.end) return term.start >= span.start && term.start < span.end ? whole * scale : 0n;
  const at = (instant: number): bigint => accrued(whole, (instant - term.start) * 1000, (term.end - term.start) * 1000);
  return (at(span.end) - at(span.start)) * scale;
}

const overlap = (a: Span, b: Span): Span => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) });

function expectedMonth(world: World, month: Span, charges: Iterable<Charge>): ExpectedMonth {
  const known = new Set<string>(TENANTS);
  const own = new Map<string, bigint>();
  const shared = new Map<string, number>();
  const teams = new Map<string, bigint>();
  const carriedShares = new Map<string, number>();
  const add = <A extends string>(map: Map<string, bigint>, key: A, units: bigint): void =>
    void map.set(key, (map.get(key) ?? 0n) + units);
  let total = 0n;
  const cuts = [month.start, RULE_CHANGE, month.end].filter((at) => at >= month.start && at <= month.end);
  const spans = cuts.slice(1).map((end, i) => ({ start: cuts[i]!, end }));
  // Only the pool whose rule changes is split where it does.
  const pools = spans.map(() => new Map<string, bigint>());
  const hours = new Map<string, number>();
  for (const charge of charges) {
    if (charge.end < month.start || charge.start >= month.end) continue;
    const rate = charge.currency === 'EUR' ? 5n : 4n;
    const inUsd = (units: bigint): bigint => (units * rate) / 4n;
    total += inUsd(partOf(charge.cost, charge, month));
    spans.forEach((span, i) => {
      if (charge.tenantId === null) {
        const pool = charge.poolId ?? charge.category;
        add(pools[pool === 'shared' ? i : 0]!, pool, inUsd(partOf(charge.cost, charge, span)));
        return;
      }
      const pieces =
        charge.resourceId === undefined
          ? [{ tenantId: charge.tenantId, ...span }]
          : OWNED.map(({ tenantId, start, end }) => ({
              tenantId,
              ...overlap({ start, end: end ?? Infinity }, span),
            }));
      for (const piece of pieces) {
        if (piece.start >= piece.end) continue;
        const units = inUsd(partOf(charge.cost, charge, piece));
        const tenantId = known.has(piece.tenantId) ? piece.tenantId : UNALLOCATED;
        add(own, `${tenantId}/${charge.category}`, units);
        if (known.has(piece.tenantId)) add(teams, `${tenantId}/${charge.tags['team']}`, units);
        if (charge.usageQuantity !== undefined) {
          const part = Number(partOf(charge.usageQuantity, charge, piece));
          hours.set(tenantId, (hours.get(tenantId) ?? 0) + part);
        }
      }
    });
  }
  for (const { tenantId, upfrontCost, cancelledAt, ...term } of world.reservations) {
    const units = partOf(upfrontCost, term, overlap({ start: -Infinity, end: cancelledAt ?? Infinity }, month));
    const clipped = Math.min(month.end, cancelledAt ?? Infinity) <= month.start ? 0n : units;
    add(own, `${known.has(tenantId) ? tenantId : UNALLOCATED}/reserved`, clipped);
    total += clipped;
  }
  const activeIn = (span: Span): readonly number[] =>
    world.tenants.map(({ deletedAt }) => Math.max(0, Math.min(span.end, deletedAt ?? Infinity) - span.start));
  const active = activeIn(month);
  const used = TENANTS.map((tenantId, i) => (active[i]! > 0 ? (hours.get(tenantId) ?? 0) : 0));
  spans.forEach((span, i) => {
    const byContract = CUSTOM_WEIGHTS as Readonly<Record<string, number>>;
    const tiers = world.tenants.map(({ tenantId, tier }) =>
      span.start >= RULE_CHANGE ? (byContract[tenantId] ?? 0) : TIER_WEIGHTS[tier as 'basic'],
    );
    const weighted = activeIn(span).map((seconds, at) => seconds * tiers[at]!);
    const carried = active.map((seconds, at) => seconds * TIER_WEIGHTS[world.tenants[at]!.tier as 'basic']);
    const weightsOf: Readonly<Record<string, readonly number[]>> = {
      shared: weighted,
      support: carried,
      desk: active,
      mesh: used,
    };
    for (const [pool, units] of pools[i]!) {
      const given = weightsOf[pool]!;
      const parts = given.some((weight) => weight > 0) ? given : active;
      const whole = parts.reduce((a, b) => a + b, 0);
      const category = pool === 'mesh' ? 'network' : pool === 'desk' ? 'support' : pool;
      TENANTS.forEach((tenantId, at) => {
        const key = `${tenantId}/${category}`;
        const part = (Number(units) * parts[at]!) / whole;
        shared.set(key, (shared.get(key) ?? 0) + part);
        if (pool === 'support' && parts[at]! > 0) carriedShares.set(tenantId, part);
      });
    }
  });
  return { total, own, shared, carried: carriedShares, teams };
}
