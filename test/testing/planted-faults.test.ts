import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plantedFaults } from '../bench/planted/faults.js';

describe('the planted faults', () => {
  it('are at least a hundred, each with a name of its own', () => {
    expect(plantedFaults.length).toBeGreaterThanOrEqual(100);
    expect(new Set(plantedFaults.map(({ file, name }) => `${file} ${name}`)).size).toBe(plantedFaults.length);
  });

  it.each(plantedFaults)('$file: $name', ({ file, search, replace }) => {
    const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(source.split(search)).toHaveLength(2);
    expect(replace).not.toBe(search);
  });
});
