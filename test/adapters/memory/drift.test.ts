import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import { DriftDetector } from '../../../src/drift/index.js';
import { orThrow } from '../../../src/prelude.js';
import {
  actualStateContract,
  desiredStateContract,
  driftHistoryContract,
  suppressionsContract,
} from '../../../src/testing/drift-contract.js';

const now = new Date('2026-03-01T00:00:00Z');
const nothing = { resources: [], now };

describe('the drift ports in memory', () => {
  const cases = [
    ...driftHistoryContract({ open: () => ({ port: memoryDriftPorts(nothing).history }), acrossTenants: true }),
    ...desiredStateContract({
      open: (resources) => ({
        port: memoryDriftPorts({
          now,
          resources: resources.map(({ configuration, ...one }) => ({ ...one, desired: configuration })),
        }).desired,
      }),
    }),
    ...actualStateContract({
      open: (resources) => ({
        port: memoryDriftPorts({
          now,
          resources: resources.map(({ configuration, ...one }) => ({ ...one, actual: configuration })),
        }).actual,
      }),
      lists: true,
    }),
    ...suppressionsContract({
      open: (suppressions) => ({ port: memoryDriftPorts({ ...nothing, suppressions }).suppressions! }),
    }),
  ];
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, { run }) => {
    await expect(run()).resolves.toBeUndefined();
  });

  it('give two equal scans of two equal inputs, byte for byte', async () => {
    const scan = async () => {
      const resources = [
        {
          resourceId: 'r',
          resourceType: 'x',
          tenantId: 't',
          desired: { a: 1, password: 'p' },
          actual: { a: 2, password: 'q' },
        },
      ];
      return JSON.stringify(
        orThrow(await new DriftDetector(memoryDriftPorts({ resources, now })).scanTenantResources('t')()),
      );
    };
    expect(await scan()).toBe(await scan());
  });
});
