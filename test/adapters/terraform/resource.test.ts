import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../src/adapters/terraform/resource.js';
import { orThrow } from '../../../src/prelude.js';

describe('exact JSON', () => {
  it('takes the last value of a key that stands twice, and `__proto__` as a key, with and without long numbers', () => {
    for (const long of ['', ', "n": 9007199254740993']) {
      const read = orThrow(parseExactJson(`{"a": 1, "a": 2, "__proto__": {"b": 1}${long}}`, 'text')) as object;
      expect(Object.keys(read).slice(0, 2)).toEqual(['a', '__proto__']);
      expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
      expect((read as { a: number }).a).toBe(2);
    }
    expect(orThrow(parseExactJson('\ufeff[9007199254740993, 1.5]', 'text'))).toEqual([9007199254740993n, 1.5]);
  });

  it('refuses a number of a million digits at once', () => {
    expect(parseExactJson(`[${'9'.repeat(1e6)}]`, 'state')).toMatchObject({
      left: { _tag: 'InvalidTerraform', reason: 'a number has more than 1000 digits' },
    });
  });
});
