import { CapacityLevel, ResourcePrice, UsageSeries, type ResourceMetric } from '@omnicloud/domain/capacity-forecast';
import { Charge, Decimal, Tenant } from '@omnicloud/domain/cost-allocation';
import { DeclaredResource } from '@omnicloud/domain/drift';
import { generateBill, generateSeries } from '@omnicloud/domain/testing';
import { EMPTY_WORLD, type WireRecord, type World } from './world.js';

const A_DAY = 86_400;
const METRICS: readonly ResourceMetric[] = ['cpu_utilization', 'instance_count'];

/** What is made up, and how large. */
export interface SampleSize {
  readonly tenants: number;
  readonly charges: number;
  /** Days of usage before the night. */
  readonly days: number;
}

/**
 * A made-up platform on the eve of a day: bills, usage, and resources of which some have drifted; others do the day
 * after.
 */
export function sampleWorld(day: string, size: SampleSize = { tenants: 3, charges: 300, days: 60 }): World {
  const night = Date.parse(`${day}T00:00:00Z`) / 1000;
  const bill = generateBill({
    seed: night,
    tenants: size.tenants,
    charges: size.charges,
    start: night - A_DAY,
    end: night,
  });
  const tenants = bill.tenants.map((tenant) => ({ ...tenant, createdAt: 1.6e9, deletedAt: null }));
  const ids = tenants.map(({ tenantId }) => tenantId);
  const declared = ids.flatMap((tenantId) => KINDS.map((kind) => declaredOf(tenantId, kind)));
  const changes = night / A_DAY;
  return {
    ...EMPTY_WORLD,
    tenants: tenants.map((tenant) => Tenant.encode(tenant)) as object[] as WireRecord[],
    charges: bill.charges.map((charge) => Charge.encode(charge)) as object[] as WireRecord[],
    usage: ids.flatMap((tenantId, i) =>
      METRICS.map((metric, j) => usageOf(tenantId, metric, night, size.days, i * 10 + j)),
    ),
    capacity: ids.map(
      (tenantId) => CapacityLevel.encode({ tenantId, metric: 'instance_count', capacity: 25 }) as WireRecord,
    ),
    prices: ids.map(priceOf),
    declared: declared.map((resource) => DeclaredResource.encode(resource) as WireRecord),
    running: declared.map(
      (resource, i) => DeclaredResource.encode(driftedOf(resource, (i + changes) % 4)) as WireRecord,
    ),
  };
}

const KINDS = ['aws_security_group', 'aws_instance', 'aws_db_instance', 'aws_s3_bucket'] as const;

function declaredOf(tenantId: string, resourceType: string): DeclaredResource {
  return {
    tenantId,
    resourceId: `${tenantId}-${resourceType}`,
    resourceType,
    configuration: {
      name: resourceType,
      tags: { team: 'platform', environment: 'production' },
      ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['10.0.0.0/8'] }],
      size: 'm',
    },
  };
}

// By turns: nothing, a tag, the size, and the door to the world.
function driftedOf(resource: DeclaredResource, turn: number): DeclaredResource {
  const { configuration } = resource as { readonly configuration: Record<string, unknown> };
  const open = [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }];
  const changed = [{}, { tags: { team: 'search', environment: 'production' } }, { size: 'xl' }, { ingress: open }][
    turn
  ];
  return { ...resource, configuration: { ...configuration, ...changed } };
}

function usageOf(tenantId: string, metric: ResourceMetric, night: number, days: number, seed: number): WireRecord {
  const points = generateSeries({
    seed,
    points: days,
    start: night - days * A_DAY,
    step: A_DAY,
    level: 20,
    trend: 0.05,
    seasons: [{ period: 7, amplitude: 3 }],
    noise: 0.5,
  });
  return UsageSeries.encode({ tenantId, metric, points }) as WireRecord;
}

const priceOf = (tenantId: string): WireRecord =>
  ResourcePrice.encode({
    tenantId,
    metric: 'instance_count',
    currency: 'USD',
    onDemandHourly: new Decimal('0.192'),
  }) as WireRecord;
