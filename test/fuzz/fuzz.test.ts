import { describe, expect, it } from 'vitest';
import { tryOnce } from './run.js';
import { TARGETS } from './targets/index.js';

describe('what comes from outside', () => {
  it.each(TARGETS)('$name: 200 fixed seeds break no law', async (target) => {
    for (let seed = 1; seed <= 200; seed += 1) expect(await tryOnce(target, seed)).toBeUndefined();
  });
});
