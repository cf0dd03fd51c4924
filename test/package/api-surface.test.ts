import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surfaces } from '../../scripts/surface.js';
import { ROOT } from './consumer.js';

describe('the public face', () => {
  const all = surfaces();

  it.each(all)('of $name is the reviewed one (npm run build && npm run api writes it again)', ({ name, text }) => {
    expect(text).toBe(readFileSync(join(ROOT, 'docs/api-surface', `${name}.d.ts`), 'utf8'));
  });

  it.each(all)(
    'of $name has a line of documentation for every export, and for every field of an exported type',
    ({ undocumented }) => {
      expect(undocumented).toEqual([]);
    },
  );
});
