import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../../src/adapters/http/retry-after.js';

const now = new Date('2026-11-23T00:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 00:01:30 GMT', 90],
    ['Monday, 23-Nov-26 00:01:30 GMT', 90],
    ['Sun, 22 Nov 2026 00:00:00 GMT', 0],
  ])('%j asks for %d seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  it.each([[null], [''], ['-1'], ['1.5'], ['soon'], ['1e3'], ['2026-11-23'], ['9'.repeat(30)], ['Mon, nonsense']])(
    '%j asks for nothing',
    (header) => {
      expect(retryAfterSeconds(header, now)).toBeUndefined();
    },
  );
});
