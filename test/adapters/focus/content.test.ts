import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFocusCharges, readFocusRows, type FocusContent } from '../../../src/adapters/focus/index.js';
import { orThrow } from '../../../src/prelude.js';
import { focusCsv } from './sample.js';

const message = async (content: unknown): Promise<string> => {
  const read = await readFocusCharges(content as FocusContent)();
  return read._tag === 'Left' ? read.left.message : 'read';
};

describe('the pieces of a FOCUS source', () => {
  it.each([[Number.NaN], [[1]], [{}]])('that are neither text nor bytes (%j) are an error value', async (piece) => {
    expect(await readFocusCharges([piece] as never)()).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidFocus' } });
  });

  it.each([[undefined], [null], [42], [{}], [[{ content: 'a,b' }]], [[{ name: 'a', content: 7 }]]])(
    'that are no source (%j) are an error value',
    async (source) => {
      expect(await readFocusCharges(source as never)()).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidFocus' } });
    },
  );

  it('may cut a character of two code units in two', async () => {
    const text = focusCsv({ ResourceId: '🚀' });
    const at = text.indexOf('🚀') + 1;
    expect((await orThrow(readFocusCharges([text.slice(0, at), text.slice(at)]))).charges[0]?.resourceId).toBe('🚀');
  });

  it('of gzip may be of any size, and of several members', async () => {
    const text = focusCsv({ ResourceId: 'a' }, { ResourceId: 'b' });
    const bytes = Buffer.concat([gzipSync(text.slice(0, 99)), gzipSync(text.slice(99))]);
    const whole = JSON.stringify((await orThrow(readFocusCharges(text))).charges);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 64 }), async (size) => {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(size * i, size * (i + 1)),
        );
        expect(JSON.stringify((await orThrow(readFocusCharges(pieces))).charges)).toBe(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('may be UTF-8 with a mark, or UTF-16, and have lines of CRLF', async () => {
    const text = focusCsv({ ResourceId: 'größe' });
    const forms = [
      `\ufeff${text}`,
      text.replaceAll('\n', '\r\n'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ];
    for (const form of forms) expect((await orThrow(readFocusCharges(form))).charges[0]?.resourceId).toBe('größe');
  });
});

describe('a message fits the mistake', () => {
  it.each([
    ['a path', '/data/focus.csv', /give what the file holds, not its path/],
    ['an address', 's3://bucket/focus.parquet', /give what the file holds, not its path/],
    ['semicolons', 'BilledCost;Tags\n1;2\n', /expected commas between the fields, got "semicolons"/],
    ['tabs', 'BilledCost\tTags\n1\t2\n', /expected commas between the fields, got "tabs"/],
    ['JSON', '[{"BilledCost":1}]', /expected CSV, gzip or Parquet/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest'), /got "a ZIP archive"/],
    ['gzip that is cut off', gzipSync(focusCsv({})).subarray(0, 40), /gzip to its end \(the file was cut off\)/],
    [
      'gzip that is damaged',
      Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(40, 7)]),
      /gzip that can be unpacked/,
    ],
    [
      'gzip that unpacks to a thousand times its size',
      gzipSync(Buffer.concat([Buffer.from(focusCsv({})), Buffer.alloc(100_000_000, '\n')])),
      /gzip that unpacks to 200 times its size at most/,
    ],
    ['gzip within gzip', gzipSync(gzipSync(focusCsv({}))), /a file that was packed once/],
    [
      'two files of a name',
      [
        { name: 'a', content: focusCsv({}) },
        { name: 'a', content: focusCsv({}) },
      ],
      /file "?a"?.*: expected one file of a name/,
    ],
    [
      'a file among several',
      [
        { name: 'a.csv', content: focusCsv({}) },
        { name: 'b.csv', content: focusCsv({ EffectiveCost: 'x' }) },
      ],
      /^FOCUS file "b\.csv", row 2, column EffectiveCost: /,
    ],
  ])('%s', async (_, content, expected) => {
    expect(await message(content)).toMatch(expected);
  });
});

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r', ' ', 'é', '🚀'), maxLength: 6 });
  const quoted = (text: string, always: boolean): string =>
    always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  it('gives back every cell, quoted or not, however it is cut', async () => {
    const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(tables, fc.boolean(), fc.integer({ min: 1, max: 40 }), async (rows, always, size) => {
        const text = `A,B,C\n${rows.map((row) => row.map((one) => quoted(one, always)).join(',')).join('\n')}\n`;
        const bytes = new TextEncoder().encode(text);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(size * i, size * (i + 1)),
        );
        const read = await orThrow(readFocusRows(pieces));
        expect(read.map((row) => ['A', 'B', 'C'].map((name) => row.raw(name)))).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  it('remembers cells without mixing them up: ten thousand values, then the first again', async () => {
    const ids = [...Array.from({ length: 10_000 }, (_, i) => `r-${i}`), 'r-0', 'r-9999'];
    const rows = await orThrow(readFocusRows(`A,B\n${ids.map((id) => `${id},x`).join('\n')}\n`));
    expect(rows.map((row) => row.get('A'))).toEqual(ids);
  });

  it('is read in bounded time where a quote is never closed', async () => {
    const text = `A,B\n"${'x,'.repeat(500_000)}`;
    expect(await readFocusRows(text)()).toMatchObject({
      _tag: 'Left',
      left: { message: expect.stringContaining('cut off') as string },
    });
  });
});
