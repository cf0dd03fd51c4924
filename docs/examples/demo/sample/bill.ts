import {
  Decimal,
  type AllocationRule,
  type Charge,
  type CostCategory,
  type Reservation,
  type Tenant,
} from '@omnicloud/domain/cost-allocation';
import { seeded } from '../random.js';

const seconds = (text: string): number => Date.parse(text) / 1000;

export const OCTOBER = { start: new Date('2026-10-01T00:00:00Z'), end: new Date('2026-11-01T00:00:00Z') };
export const CURRENCY = 'EUR';

/** Four customers: one small, one large, one that left in the middle of October, one that has just begun. */
export const tenants: readonly Tenant[] = [
  { tenantId: 'acme', tier: 'pro', createdAt: seconds('2025-01-01T00:00:00Z'), deletedAt: null },
  { tenantId: 'globex', tier: 'standard', createdAt: seconds('2025-03-01T00:00:00Z'), deletedAt: null },
  {
    tenantId: 'initech',
    tier: 'standard',
    createdAt: seconds('2025-06-01T00:00:00Z'),
    deletedAt: seconds('2026-10-16T00:00:00Z'),
  },
  { tenantId: 'umbrella', tier: 'free', createdAt: seconds('2026-10-20T00:00:00Z'), deletedAt: null },
];

/** The platform's own costs go 70 % by compute used and 30 % by storage used. */
export const rules: readonly AllocationRule[] = [
  {
    ruleId: 'platform-70-30',
    name: 'Control plane by use',
    category: 'shared',
    strategy: 'proportional',
    weightByCategory: { compute: new Decimal('0.7'), storage: new Decimal('0.3') },
    effectiveFrom: seconds('2026-01-01T00:00:00Z'),
    effectiveUntil: null,
    isActive: true,
  },
];

/** A year of two instances, paid in January. */
export const reservations: readonly Reservation[] = [
  {
    reservationId: 'ri-2026',
    tenantId: 'acme',
    upfrontCost: new Decimal('8760.00'),
    start: seconds('2026-01-01T00:00:00Z'),
    end: seconds('2027-01-01T00:00:00Z'),
  },
];

interface Line {
  readonly tenantId: string | null;
  readonly category: CostCategory;
  readonly resourceId: string;
  /** In ten-thousandths, for a day. */
  readonly daily: number;
  readonly until?: string;
}

const LINES: readonly Line[] = [
  { tenantId: 'acme', category: 'compute', resourceId: 'vm-acme-1', daily: 184_000 },
  { tenantId: 'acme', category: 'storage', resourceId: 'vol-acme', daily: 41_000 },
  { tenantId: 'acme', category: 'network', resourceId: 'net-acme', daily: 12_500 },
  { tenantId: 'globex', category: 'compute', resourceId: 'vm-globex-1', daily: 73_000 },
  { tenantId: 'globex', category: 'storage', resourceId: 'vol-globex', daily: 118_000 },
  { tenantId: 'initech', category: 'compute', resourceId: 'vm-initech', daily: 39_000, until: '2026-10-16' },
  { tenantId: 'initech', category: 'storage', resourceId: 'vol-initech', daily: 9_900, until: '2026-10-16' },
  { tenantId: null, category: 'shared', resourceId: 'control-plane', daily: 96_000 },
  { tenantId: null, category: 'shared', resourceId: 'monitoring', daily: 31_000 },
  { tenantId: null, category: 'support', resourceId: 'support-plan', daily: 15_000 },
];

/** October's bill: one line a day and resource, the same every time. */
export function sampleBill(): readonly Charge[] {
  const random = seeded(20261001);
  return LINES.flatMap((line) => {
    const charges: Charge[] = [];
    for (let day = 1; day <= 31; day += 1) {
      const date = `2026-10-${String(day).padStart(2, '0')}`;
      if (line.until !== undefined && date >= line.until) break;
      const start = seconds(`${date}T00:00:00Z`);
      const units = Math.round(line.daily * (0.85 + 0.3 * random()));
      charges.push({
        chargeId: `${line.resourceId}-${date}`,
        tenantId: line.tenantId,
        resourceId: line.resourceId,
        category: line.category,
        cost: new Decimal(`${units}e-4`),
        currency: CURRENCY,
        start,
        end: start + 86_400,
        tags: { team: line.category === 'storage' ? 'data' : 'platform', environment: 'production' },
      });
    }
    return charges;
  });
}
