import type { SpreadTable } from '../../../src/capacity-forecast/ensemble/intervals.js';
import type { WeightTable } from '../../../src/capacity-forecast/ensemble/weights.js';

type Table = WeightTable | SpreadTable;

/** The source text of the data file with these tables, numbers rounded to hundredths. */
export function tablesAsSource(
  weights: ReadonlyMap<string, WeightTable>,
  spreads: ReadonlyMap<string, SpreadTable>,
): string {
  return [
    '// Learned by `npm run bench:learn`; written by that command, not by hand.',
    "import type { SeasonFamily } from '../season-family.js';",
    "import type { SpreadTable } from './intervals.js';",
    "import type { WeightTable } from './weights.js';",
    '',
    ...declaration('Weights of the models', 'WEIGHT_TABLES', 'WeightTable', weights),
    ...declaration('Spread of forecast errors', 'SPREAD_TABLES', 'SpreadTable', spreads),
  ].join('\n');
}

const declaration = (what: string, name: string, type: string, tables: ReadonlyMap<string, Table>): string[] => [
  `/** ${what}, per family of series. */`,
  `export const ${name}: Readonly<Record<SeasonFamily, ${type}>> = {`,
  ...[...tables].map(([family, table]) => `  ${family}: {\n${fields(table)}\n  },`),
  '};',
  '',
];

const fields = (table: Table): string =>
  Object.entries(table)
    .map(([name, value]) => `    ${name}: ${JSON.stringify(value, name === 'levels' ? undefined : toHundredths)},`)
    .join('\n');

const toHundredths = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;
