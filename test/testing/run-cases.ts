import { expect, it } from 'vitest';
import type { ContractCase } from '../../src/testing/index.js';

/** Runs contract cases as tests, as a host would with the runner of its choice. */
export function runCases(cases: readonly ContractCase[]): void {
  for (const { name, run } of cases) {
    it(`${name}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
}
