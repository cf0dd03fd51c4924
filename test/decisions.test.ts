import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decisionsIndex } from '../scripts/decisions-index.js';

const FOLDER = new URL('../docs/decisions/', import.meta.url);
const RECORDS = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));

describe('the records of decisions', () => {
  it('are all in the index, with date and status as they stand in the record', () => {
    expect(readFileSync(new URL('README.md', FOLDER), 'utf8')).toBe(decisionsIndex());
  });

  it('have a number each', () => {
    expect(new Set(RECORDS.map((name) => name.slice(0, 4))).size).toBe(RECORDS.length);
  });

  it.each(RECORDS)('%s has its number in the title, a date and a status', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)} \\S`));
    expect(text).toMatch(/^Date: \d{4}-\d{2}-\d{2}$/m);
    expect(text).toMatch(/^Status: (accepted|superseded by \d{4})$/m);
  });

  it('are superseded only by records that exist', () => {
    for (const name of RECORDS) {
      const by = /^Status: superseded by (\d{4})$/m.exec(readFileSync(new URL(name, FOLDER), 'utf8'))?.[1];
      if (by !== undefined) expect(RECORDS.some((other) => other.startsWith(`${by}-`))).toBe(true);
    }
  });
});
