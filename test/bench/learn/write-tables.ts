import type { SpreadTable } from '../../../src/capacity-forecast/ensemble/intervals.js';
import type { WeightTable } from '../../../src/capacity-forecast/ensemble/weights.js';

type Table = WeightTable | SpreadTable;

const FILES = {
  weights: { type: 'WeightTable', from: './weights.js', name: 'WEIGHT_TABLES', what: 'Weights of the models' },
  spreads: { type: 'SpreadTable', from: './intervals.js', name: 'SPREAD_TABLES', what: 'Spread of forecast errors' },
};

/** The source text of the data file with these tables, numbers rounded to hundredths. */
export function tablesAsSource(kind: keyof typeof FILES, tables: ReadonlyMap<string, Table>): string {
  const { type, from, name, what } = FILES[kind];
  return [
    '// Learned by `npm run bench:learn`; written by that command, not by hand.',
    "import type { SeasonFamily } from '../decomposition.js';",
    `import type { ${type} } from '${from}';`,
    '',
    `/** ${what}, per family of series. */`,
    `export const ${name}: Readonly<Record<SeasonFamily, ${type}>> = {`,
    ...[...tables].map(([family, table]) => `  ${family}: {\n${fields(table)}\n  },`),
    '};',
    '',
  ].join('\n');
}

const fields = (table: Table): string =>
  Object.entries(table)
    .map(([name, value]) => `    ${name}: ${JSON.stringify(value, name === 'levels' ? undefined : toHundredths)},`)
    .join('\n');

const toHundredths = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;
