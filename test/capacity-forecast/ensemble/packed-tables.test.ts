import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hundredthsIn,
  unpackWeightTables,
  unpackSpreadTables,
} from '../../../src/capacity-forecast/ensemble/packed-tables.js';
import { textOfHundredths } from '../../bench/learn/write-tables.js';

describe('numbers in a text', () => {
  it('are one character each near zero, and add up characters further out', () => {
    expect(textOfHundredths([0, 0.42, -0.42])).toBe('S})');
    expect(textOfHundredths([0.43, -0.86, 1])).toBe('~S((S~~a');
    expect(hundredthsIn('S})~S((S~~a')).toEqual([0, 0.42, -0.42, 0.43, -0.86, 1]);
  });

  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (hundredths) => {
        const numbers = hundredths.map((n) => n / 100);
        expect(hundredthsIn(textOfHundredths(numbers))).toEqual(numbers);
      }),
    );
  });
});

describe('packed tables', () => {
  it('of gates give each model a row', () => {
    const numbers = textOfHundredths([1, 2, 3, 4, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
    const gate = { models: ['a', 'b'], blend: 'mean' as const, temper: 2 };
    expect(unpackWeightTables({ plain: { ...gate, numbers } })).toEqual({
      plain: {
        ...gate,
        centre: [1, 2],
        spread: [3, 4],
        rows: [
          [0.1, 0.2, 0.3, 0.4],
          [0.5, 0.6, 0.7, 0.8],
        ],
      },
    });
  });

  it('of spreads give each level a row', () => {
    const numbers = textOfHundredths([1, 2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
    expect(unpackSpreadTables({ day: { levels: [0.1, 0.9], numbers } })).toEqual({
      day: {
        levels: [0.1, 0.9],
        centre: [1],
        spread: [2],
        rows: [
          [0.1, 0.2, 0.3, 0.4],
          [0.5, 0.6, 0.7, 0.8],
        ],
      },
    });
  });
});
