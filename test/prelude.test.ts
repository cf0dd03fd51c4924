import { describe, expect, expectTypeOf, it } from 'vitest';
import { orThrow } from '../src/index.js';
import type { CapacityForecastEngine, CostAllocationService, DriftDetector, ErrorOf } from '../src/index.js';

type Tags<Method extends (...args: never[]) => unknown> =
  ErrorOf<Method> extends { readonly _tag: infer Tag } ? Tag : never;

describe('the errors of a method', () => {
  it('are those that storing a rule can have', () => {
    expectTypeOf<Tags<CostAllocationService['createAllocationRule']>>().toEqualTypeOf<
      | 'InvalidAllocationRule'
      | 'MissingWeights'
      | 'InvalidCostOption'
      | 'DecodeError'
      | 'MissingPort'
      | 'PortFailure'
      | 'Cancelled'
    >();
  });

  it('have no unknown reservation where none is asked for, and no pools where costs are only added up', () => {
    type Alien = 'UnknownReservation' | 'ForeignReservation' | 'PoolCycle' | 'ClosedPools' | 'ApportionError';
    expectTypeOf<Extract<Tags<CostAllocationService['getCostByTags']>, Alien>>().toBeNever();
    expectTypeOf<
      Extract<Tags<CostAllocationService['calculateTenantAllocation']>, 'UnknownReservation' | 'UnknownTimeZone'>
    >().toBeNever();
    expectTypeOf<Extract<Tags<CostAllocationService['allocateBill']>, 'UnknownTenant' | 'MissingPort'>>().toBeNever();
  });

  it('name a price, a workload and a term only where they are asked for', () => {
    type Alien = 'UnknownPrice' | 'UnknownWorkload' | 'InvalidReservationTerm' | 'CustomModelWorse' | 'UnknownCapacity';
    expectTypeOf<Extract<Tags<CapacityForecastEngine['forecastMetric']>, Alien>>().toBeNever();
    expectTypeOf<
      Extract<Tags<CapacityForecastEngine['runWhatIfScenario']>, Alien>
    >().toEqualTypeOf<'UnknownWorkload'>();
    expectTypeOf<Extract<Tags<CapacityForecastEngine['getHistoricalAccuracy']>, 'InsufficientHistory'>>().toBeNever();
  });

  it('are told of an Either as well', () => {
    expectTypeOf<Extract<Tags<DriftDetector['detectResourceDrift']>, 'TamperedHistory'>>().toBeNever();
    expectTypeOf<
      Extract<Tags<DriftDetector['getDriftHistory']>, 'TamperedHistory'>
    >().toEqualTypeOf<'TamperedHistory'>();
  });
});

describe('orThrow', () => {
  it.each([[[]], [undefined], [null], [42], [{}]])(
    'refuses %j, which is neither an Either nor a TaskEither',
    (value) => {
      expect(() => orThrow(value as never)).toThrow('orThrow opens an Either or a TaskEither; what it got is neither');
    },
  );
});
