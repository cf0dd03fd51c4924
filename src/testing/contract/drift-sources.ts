import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { DeclaredResource, ObservedConfiguration, Suppression } from '../../drift/model/index.js';
import type { ActualStatePort, DesiredStatePort, SuppressionPort } from '../../drift/ports.js';
import type { EpochSeconds } from '../../time/index.js';
import { neverAborted, contractCase, type ContractCase } from './case.js';
import { generateConfiguration } from '../generate/configuration.js';
import { HOSTILE_NAMES } from './hostile-names.js';
import type { RegistrySetup } from './registries.js';

const resource = (tenantId: string, resourceId: string, resourceType: string, seed: number): DeclaredResource => ({
  tenantId,
  resourceId,
  resourceType,
  configuration: { ...generateConfiguration(seed), big: 12345678901234567890n, name: tenantId, nothing: null },
  marks: { sensitive: ['password'] },
});

const RESOURCES: readonly DeclaredResource[] = [
  ...HOSTILE_NAMES.map((name, i) => resource(name, name, 'aws_vpc', i)),
  resource('acme', 'db', 'aws_db_instance', 90),
  resource('acme', 'web', 'aws_instance', 91),
];

const named = (resources: readonly { readonly tenantId: string; readonly resourceId: string }[]): string[] =>
  resources.map(({ tenantId, resourceId }) => JSON.stringify([tenantId, resourceId])).sort();

/** What a source of declared configurations promises. */
export function desiredStateContract({
  open,
}: RegistrySetup<DesiredStatePort, DeclaredResource>): readonly ContractCase[] {
  const of = (name: string, check: (port: DesiredStatePort) => Promise<void>): ContractCase =>
    contractCase(
      `desired state: ${name}`,
      () => open(RESOURCES),
      ({ port }) => check(port),
    );
  return [
    of('a tenant’s resources come as they were declared', async (port) => {
      for (const tenantId of HOSTILE_NAMES) {
        const found = await port.listResources({ tenantId }, neverAborted());
        const own = RESOURCES.filter((one) => one.tenantId === tenantId);
        deepStrictEqual(named(found), named(own));
        for (const one of found) {
          const declared = own.find((other) => other.resourceId === one.resourceId)!;
          deepStrictEqual(DeclaredResource.encode(one), DeclaredResource.encode(declared));
        }
      }
      deepStrictEqual(await port.listResources({ tenantId: 'nobody' }, neverAborted()), []);
    }),
    of('only the types asked for', async (port) => {
      const found = await port.listResources(
        { tenantId: 'acme', resourceTypes: ['aws_instance', 'aws_vpc', 'none'] },
        neverAborted(),
      );
      deepStrictEqual(named(found), ['["acme","acme"]', '["acme","web"]']);
    }),
  ];
}

/** What a source of running configurations promises; `lists` says whether it can tell what runs at all. */
export function actualStateContract({
  open,
  lists,
}: RegistrySetup<ActualStatePort, DeclaredResource> & { readonly lists: boolean }): readonly ContractCase[] {
  const of = (name: string, check: (port: ActualStatePort) => Promise<void>): ContractCase =>
    contractCase(
      `actual state: ${name}`,
      () => open(RESOURCES),
      ({ port }) => check(port),
    );
  const read = of('a resource is read as it is, and null where it does not exist', async (port) => {
    for (const { configuration, marks: _, ...reference } of RESOURCES) {
      const found = await port.readResource(reference, neverAborted());
      const text = found === null ? null : ObservedConfiguration.encode({ configuration: found.configuration });
      deepStrictEqual(text, ObservedConfiguration.encode({ configuration }));
    }
    strictEqual(
      await port.readResource({ tenantId: 'acme', resourceId: 'gone', resourceType: 'aws_vpc' }, neverAborted()),
      null,
    );
    strictEqual(
      await port.readResource(
        { tenantId: 'nobody', resourceId: 'db', resourceType: 'aws_db_instance' },
        neverAborted(),
      ),
      null,
    );
  });
  const listed = of('what runs for a tenant, by type where asked', async (port) => {
    for (const tenantId of HOSTILE_NAMES) {
      const found = await port.listResources!({ tenantId }, neverAborted());
      deepStrictEqual(named(found), named(RESOURCES.filter((one) => one.tenantId === tenantId)));
    }
    const found = await port.listResources!({ tenantId: 'acme', resourceTypes: ['aws_db_instance'] }, neverAborted());
    deepStrictEqual(named(found), ['["acme","db"]']);
  });
  return [read, ...(lists ? [listed] : [])];
}

/** What a register of suppressions promises. */
export function suppressionsContract({ open }: RegistrySetup<SuppressionPort, Suppression>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): Suppression => ({
    suppressionId: `s-${i}`,
    tenantId,
    resourceId: '*',
    resourceType: 'aws_vpc',
    pattern: 'tags.*',
    owner: 'ops',
    reason: 'agreed',
    createdAt: 1 as EpochSeconds,
    expiresAt: (i % 2) as EpochSeconds,
    ...(i === 0 ? { pinnedValue: { deep: [null, 12345678901234567890n] } } : {}),
  }));
  return [
    contractCase(
      'suppressions: a tenant has its own, expired ones too',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.listSuppressions({ tenantId: one.tenantId }, neverAborted());
          deepStrictEqual(
            found.map((other) => Suppression.encode(other)),
            [Suppression.encode(one)],
          );
        }
        deepStrictEqual(await port.listSuppressions({ tenantId: 'nobody' }, neverAborted()), []);
      },
    ),
  ];
}
