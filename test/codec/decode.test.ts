import { describe, expect, expectTypeOf, it } from 'vitest';
import { Charge, type ChargeJson, Decimal, ForecastResult, orThrow, parseWire, toWire } from '../../src/index.js';

const json = {
  charge_id: 'c',
  tenant_id: 'acme',
  category: 'compute',
  cost: '0.15',
  currency: 'EUR',
  start: 1,
  end: 2,
  tags: { __proto__x: '1', costCenter: '4711' },
} as const;

describe('the JSON form of a model', () => {
  it('is read into the model and written back the same', () => {
    const charge = orThrow(parseWire(Charge, json));
    expect(charge.cost.toFixed(2)).toBe('0.15');
    expect(charge.tags['costCenter']).toBe('4711');
    expect(orThrow(toWire(Charge, charge))).toEqual(json);
  });

  it('is typed: snake_case keys, text for decimals, numbers for instants', () => {
    const wire: ChargeJson = orThrow(toWire(Charge, orThrow(parseWire(Charge, json))));
    expectTypeOf(wire.cost).toEqualTypeOf<string>();
    const forecast = ForecastResult.encode;
    expectTypeOf(forecast).returns.toHaveProperty('lower_bound_p10').toEqualTypeOf<readonly number[]>();
    expectTypeOf(forecast).returns.toHaveProperty('tenant_id').toEqualTypeOf<string>();
    expectTypeOf(forecast).returns.toHaveProperty('generated_at').toEqualTypeOf<number>();
  });

  it('is refused in one line that names path, value and expectation', () => {
    const answer = parseWire(Charge, { ...json, cost: '1,5', start: 'now' });
    expect(answer).toMatchObject({ _tag: 'Left', left: { _tag: 'DecodeError' } });
    const { message } = (answer as { left: Error }).left;
    expect(message).toMatch(/cost/);
    expect(message).toMatch(/1,5/);
    expect(message).not.toMatch(/\n/);
  });

  it('shows no secret and no second line where a key holds one', () => {
    const tags = { 'password=hunter2Correct': 1, 'two\nlines': 2, 'postgres://app:hunter2Correct@db': 3 };
    const charge = { ...json, tags };
    const refused = parseWire(Charge, charge);
    const { message, issues } = (refused as { left: Error & { issues: unknown } }).left;
    expect(JSON.stringify([message, issues])).not.toMatch(/hunter2Correct|\\n/);
    expect(message).toContain('tags.password=***');
  });

  it('is not made of a value that is no such model', () => {
    const charge = orThrow(parseWire(Charge, json));
    expect(toWire(Charge, { ...charge, cost: new Decimal('NaN') })).toMatchObject({ left: { _tag: 'DecodeError' } });
    for (const value of [null, undefined, 42, 'x', []]) {
      expect(toWire(Charge, value as never)).toMatchObject({ _tag: 'Left' });
      expect(parseWire(Charge, value)).toMatchObject({ _tag: 'Left' });
    }
    expect(toWire(undefined as never, 1 as never)).toMatchObject({ _tag: 'Left' });
    expect(parseWire(undefined as never, 1)).toMatchObject({ _tag: 'Left' });
  });
});
