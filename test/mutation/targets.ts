/** The files whose every line a test must guard, each with the tests that concern it. */
export const MUTATED: Readonly<Record<string, readonly string[]>> = {
  'src/money/apportion.ts': ['test/money/apportion.test.ts', 'test/properties/cost-apportion.test.ts'],
  'src/money/units.ts': ['test/money', 'test/properties/cost-apportion.test.ts'],
  'src/money/rational.ts': ['test/money', 'test/cost-allocation/pool-graph.test.ts'],
  'src/money/decimal.ts': ['test/money'],
  'src/cost-allocation/pool-graph.ts': ['test/cost-allocation/pool-graph.test.ts'],
  'src/cost-allocation/share-pools.ts': [
    'test/cost-allocation/share-pools.test.ts',
    'test/cost-allocation/allocate.test.ts',
  ],
  'src/cost-allocation/carry-forward.ts': ['test/cost-allocation', 'test/properties/cost-carried.test.ts'],
  'src/cost-allocation/ownership.ts': [
    'test/cost-allocation/time-rules.test.ts',
    'test/cost-allocation/allocate.test.ts',
  ],
  'src/cost-allocation/milliseconds.ts': [
    'test/cost-allocation/time-rules.test.ts',
    'test/cost-allocation/amortization.test.ts',
  ],
  'src/cost-allocation/amortization.ts': ['test/cost-allocation/amortization.test.ts'],
  'src/drift/path.ts': ['test/drift/path.test.ts', 'test/properties/drift-globs.test.ts'],
  'src/drift/remediation/patch.ts': ['test/drift/remediation', 'test/properties/drift-remediation.test.ts'],
  'src/drift/severity/classify.ts': ['test/drift/severity'],
  'src/drift/severity/setting-severity.ts': ['test/drift/severity'],
  'src/drift/policies/compare-policies.ts': ['test/drift/policies', 'test/properties/drift-policies.test.ts'],
  'src/drift/policies/iam-space.ts': ['test/drift/policies', 'test/properties/drift-policies.test.ts'],
};
