import { describe, expect, expectTypeOf, it } from 'vitest';
import { isError, period } from '../src/index.js';

describe('isError', () => {
  const outcome = period(new Date(1), new Date(0));
  const error = outcome._tag === 'Left' ? outcome.left : undefined;

  it('narrows a value of unknown type to the error with its facts', () => {
    const caught: unknown = error;
    expect(isError(caught, 'InvalidPeriod') && caught.reason).toBe('start must be before end');
    if (isError(caught, 'PoolCycle')) expectTypeOf(caught.pools).toEqualTypeOf<readonly string[]>();
  });

  it('narrows a union to its member, so that a switch over the tags ends', () => {
    if (error === undefined) throw new Error('a reversed period is an error');
    const tag: 'InvalidPeriod' = error._tag;
    expect(isError(error, tag)).toBe(true);
  });

  it('knows tags of adapters too, and nothing that only looks like an error', () => {
    const own = Object.assign(new Error('x'), { _tag: 'ServiceFailure' });
    expect(isError(own, 'ServiceFailure')).toBe(true);
    for (const value of [null, undefined, {}, { _tag: 'InvalidPeriod' }, 'InvalidPeriod', new Error('x')])
      expect(isError(value, 'InvalidPeriod')).toBe(false);
  });
});
