const ALLOCATION = ['test/cost-allocation/allocate.test.ts', 'test/cost-allocation/share-pools.test.ts'];
const POLICIES = ['test/drift/policies/compare-policies.test.ts', 'test/properties/drift-policies.test.ts'];

/** The files whose every line a test must guard, each with the tests that concern it. */
export const MUTATED: Readonly<Record<string, readonly string[]>> = {
  'src/money/units.ts': ['test/money', 'test/cost-allocation/amortization.test.ts'],
  'src/money/rational.ts': ['test/money', 'test/cost-allocation/pool-graph.test.ts'],
  'src/money/decimal.ts': ['test/money'],
  'src/money/apportion.ts': ['test/money/apportion.test.ts', 'test/properties/cost-apportion.test.ts'],
  'src/cost-allocation/pool-graph.ts': ['test/cost-allocation/pool-graph.test.ts'],
  'src/cost-allocation/share-pools.ts': ALLOCATION,
  'src/cost-allocation/carry-forward.ts': [...ALLOCATION, 'test/properties/cost-carried.test.ts'],
  'src/cost-allocation/time-rules.ts': ['test/cost-allocation/time-rules.test.ts', ...ALLOCATION],
  'src/cost-allocation/amortization.ts': ['test/cost-allocation/amortization.test.ts', ...ALLOCATION],
  'src/drift/path.ts': ['test/drift/path.test.ts', 'test/properties/drift-globs.test.ts'],
  'src/drift/remediation/apply-remediation.ts': ['test/drift/remediation', 'test/properties/drift-remediation.test.ts'],
  'src/drift/severity.ts': ['test/drift/severity.test.ts'],
  'src/drift/policies/compare-policies.ts': POLICIES,
  'src/drift/policies/iam-space.ts': POLICIES,
};
