const COST = [
  ...[
    'allocate',
    'share-pools',
    'time-rules',
    'accrual',
    'amortization',
    'pool-graph',
    'rules',
    'record',
    'adjustments',
    'carry-forward',
  ].map((name) => `test/cost-allocation/${name}.test.ts`),
  'test/properties/cost-carried.test.ts',
];
const APPORTION = [
  'test/money/apportion.test.ts',
  'test/cost-allocation/share-pools.test.ts',
  'test/money/decimal.test.ts',
  'test/properties/cost-apportion.test.ts',
];
const POLICIES = ['test/drift/policies', 'test/drift/severity.test.ts'];

/** The files whose every line a test must guard, each with the tests that concern it. */
export const MUTATED: Readonly<Record<string, readonly string[]>> = {
  'src/money/units.ts': ['test/money/units.test.ts'],
  'src/money/rational.ts': ['test/money/rational.test.ts'],
  'src/money/decimal.ts': ['test/money/decimal.test.ts'],
  'src/money/apportion.ts': APPORTION,
  'src/money/apportion-units.ts': APPORTION,
  'src/cost-allocation/pool-graph.ts': ['test/cost-allocation/pool-graph.test.ts'],
  'src/cost-allocation/share-pools.ts': [
    ...COST,
    'test/cost-allocation/service.test.ts',
    'test/cost-allocation/history.test.ts',
  ],
  'src/cost-allocation/carry-forward.ts': [
    'test/cost-allocation/carry-forward.test.ts',
    'test/properties/cost-carried.test.ts',
  ],
  'src/cost-allocation/time-rules.ts': ['test/cost-allocation/time-rules.test.ts'],
  'src/cost-allocation/accrual.ts': ['test/cost-allocation/accrual.test.ts', 'test/cost-allocation/time-rules.test.ts'],
  'src/cost-allocation/amortization.ts': ['test/cost-allocation/amortization.test.ts'],
  'src/drift/path.ts': ['test/drift/path.test.ts'],
  'src/drift/remediation/apply-remediation.ts': ['test/drift/remediation', 'test/properties/drift-remediation.test.ts'],
  'src/drift/severity.ts': [
    'test/drift/severity.test.ts',
    'test/drift/exposure',
    'test/drift/settings',
    'test/drift/policies',
  ],
  'src/drift/policies/compare-policies.ts': POLICIES,
  'src/drift/policies/iam-space.ts': POLICIES,
};
