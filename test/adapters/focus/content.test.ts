import { describe, expect, it } from 'vitest';
import { readFocusCharges } from '../../../src/adapters/focus/index.js';

describe('the pieces of a FOCUS source', () => {
  it.each([[Number.NaN], [[1]], [{}]])('that are neither text nor bytes (%j) are an error value', async (piece) => {
    expect(await readFocusCharges([piece] as never)()).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidFocus' } });
  });
});
