import fc from 'fast-check';
import nodeSqlParser from 'node-sql-parser';
import { SparkSQL, TrinoSQL } from 'dt-sql-parser';
import { describe, expect, it } from 'vitest';
import { quoteName, quoteText } from '../../../src/adapters/sql/dialect.js';
import {
  chargesStatement,
  focusColumns,
  SQL_DIALECTS,
  SqlBill,
  type SqlDialect,
  type SqlSource,
  totalsStatement,
} from '../../../src/adapters/sql/index.js';
import { orThrow } from '../../../src/prelude.js';
import { toInterval } from '../../../src/time/period.js';
import { between, JUNE } from '../../cost-allocation/bill.js';

const june = orThrow(toInterval(JUNE));
const july = orThrow(toInterval(between('2024-07-01T00:00:00Z', '2024-08-01T00:00:00Z')));

/** What is wrong with a statement in the grammar of its engine: nothing, or the complaints of a parser. */
const complaintsOf: Readonly<Record<SqlDialect, (text: string) => readonly string[]>> = {
  postgresql: parserOf('postgresql'),
  duckdb: () => [],
  trino: (text) => new TrinoSQL().validate(text).map(({ message }) => message),
  bigquery: parserOf('bigquery'),
  snowflake: parserOf('snowflake'),
  spark: (text) => new SparkSQL().validate(text).map(({ message }) => message),
};

function parserOf(database: string): (text: string) => readonly string[] {
  return (text) => {
    try {
      new nodeSqlParser.Parser().astify(text, { database });
      return [];
    } catch (cause) {
      return [String(cause).slice(0, 300)];
    }
  };
}

describe('a statement', () => {
  const sources = SQL_DIALECTS.flatMap((dialect) =>
    (['decimal', 'double'] as const).flatMap((amounts) =>
      (['timestamp', 'seconds'] as const).map((times) => ({ dialect, amounts, times })),
    ),
  );
  it.each(sources)(
    'of $dialect, $amounts and $times is in the grammar of its engine',
    ({ dialect, amounts, times }) => {
      const source: SqlSource = {
        dialect,
        amounts,
        times,
        table: ['lake', 'charges'],
        columns: { ...focusColumns(dialect), chargeId: 'Id', originChargeId: 'Origin', tags: 'Tags' },
        where: { sql: '1 = 1' },
      };
      const totals = {
        intervals: [june, july],
        exceptResources: ['i-1', "it's \\"],
        basis: 'list',
        view: 'cash',
      } as const;
      const texts = [
        totalsStatement(totals, source),
        totalsStatement({ ...totals, intervals: [], basis: 'effective', view: 'accrual' }, source),
        chargesStatement(
          { period: june, tenantId: "o'b", resourceIds: ['i-1'], view: 'cash', excludeCoveredBy: totals },
          source,
        ),
      ].map((text) => orThrow(text));
      for (const text of texts) expect(complaintsOf[dialect](text)).toEqual([]);
    },
  );

  it('the parsers do refuse what is wrong', () => {
    for (const dialect of SQL_DIALECTS.filter((d) => d !== 'duckdb')) {
      expect(complaintsOf[dialect]('SELECT FROM WHERE (')).not.toEqual([]);
    }
  });

  it.each<[string, Partial<SqlSource>]>([
    ['an unknown dialect', { dialect: 'oracle' as never }],
    ['a table without a name', { table: '' }],
    ['no columns', { columns: undefined as never }],
    ['a column that is a number', { columns: { ...focusColumns('trino'), cost: 7 as never } }],
    ['parts without ids', { columns: { ...focusColumns('trino'), originChargeId: 'x' } }],
    ['a name with NUL', { table: 'a\0b' }],
    ['a scale of 40', { scale: 40 }],
  ])('%s is refused as a value', (_, more) => {
    const source = { dialect: 'trino', table: 't', columns: focusColumns('trino'), ...more } as SqlSource;
    expect(chargesStatement({ period: june }, source)._tag).toBe('Left');
    expect(totalsStatement(null as never, source)._tag).toBe('Left');
  });
});

describe('a client', () => {
  const source: SqlSource = { dialect: 'trino', table: 't', columns: focusColumns('trino') };
  const query = { intervals: [june], exceptResources: [], basis: 'effective', view: 'accrual' } as const;
  it.each([[null], [{}], [[{ cost: 1.5 }]], [[{ cost: null, tenant_id: 'a' }]]])(
    'that answers %j is refused',
    async (answer) => {
      await expect(new SqlBill({ query: () => answer as never }, source).totals(query)).rejects.toMatchObject({
        _tag: 'DecodeError',
      });
    },
  );
});

describe('names and texts', () => {
  const hostile = fc.string({
    unit: fc.constantFrom("'", '"', '`', '\\', ';', '-', '\n', 'x', ')', 'é'),
    minLength: 1,
    maxLength: 12,
  });

  /** Reads a literal as an engine with or without escapes does, and says what is left after it. */
  function readLiteral(text: string, escapes: boolean): readonly [value: string, rest: string] {
    let value = '';
    for (let i = 1; i < text.length; i += 1) {
      if (escapes && text[i] === '\\') {
        i += 1;
        value += text[i] === 'n' ? '\n' : text[i] === 'r' ? '\r' : text[i];
      } else if (text[i] === "'") {
        if (text[i + 1] !== "'") return [value, text.slice(i + 1)];
        i += 1;
        value += "'";
      } else value += text[i];
    }
    return [value, 'unterminated'];
  }

  it('of any characters are read back as they are, and nothing follows', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...SQL_DIALECTS), (text, dialect) => {
        const literal = quoteText(text, dialect, 'text').trimStart();
        const isEscaped = literal.startsWith('E') || ['bigquery', 'snowflake', 'spark'].includes(dialect);
        expect(readLiteral(literal.replace(/^E/, ''), isEscaped)).toEqual([text, '']);
        if (dialect === 'bigquery') return;
        const name = quoteName(text, dialect, 'name');
        const quote = name[0]!;
        expect(
          name
            .slice(1, -1)
            .replaceAll(quote + quote, '')
            .includes(quote),
        ).toBe(false);
        expect(name.slice(1, -1).replaceAll(quote + quote, quote)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
