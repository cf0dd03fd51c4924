import type { SpreadTable } from '../../../src/capacity-forecast/ensemble/intervals.js';
import { MAX_DISTANCE, ZERO } from '../../../src/capacity-forecast/ensemble/packed-tables.js';
import type { WeightTable } from '../../../src/capacity-forecast/ensemble/weights.js';

/** The source text of the data file with all tables, numbers rounded to the hundredths that they are worth. */
export function tablesAsSource(
  gates: ReadonlyMap<string, WeightTable>,
  spreads: ReadonlyMap<string, SpreadTable>,
): string {
  return [
    '// Learned by `npm run bench:learn`; written by that command, not by hand.',
    "import type { SpreadTable } from '../intervals/offsets.js';",
    "import type { Family } from './family.js';",
    "import type { GateTable } from './gate.js';",
    "import { unpackGates, unpackSpreads } from './packed-tables.js';",
    '',
    '/** Weights of the models, per family of series. */',
    ...declaration('GATES: Readonly<Record<Family, GateTable>>', 'unpackGates', gates),
    '',
    '/** Spread of the errors of the combined forecasts, per family of series. */',
    ...declaration('SPREADS: Readonly<Record<Family, SpreadTable>>', 'unpackSpreads', spreads),
    '',
  ].join('\n');
}

const declaration = (
  name: string,
  unpack: string,
  tables: ReadonlyMap<string, WeightTable | SpreadTable>,
): string[] => [
  `export const ${name} = /* @__PURE__ */ ${unpack}({`,
  ...[...tables].map(([family, table]) => entry(family, table)),
  '});',
];

/** One family; of its numbers the centres, the spreads and each row on a line. */
function entry(family: string, { centre, spread, rows, ...rest }: WeightTable | SpreadTable): string {
  const fields = Object.entries(rest).map(([name, value]) => `    ${name}: ${literal(value)},`);
  const numbers = [centre, spread, ...rows].map((list) => literal(textOfHundredths(list)));
  return `  ${family}: {\n${fields.join('\n')}\n    numbers:\n      ${numbers.join(' +\n      ')},\n  },`;
}

const literal = (value: unknown): string =>
  typeof value === 'number'
    ? String(Math.round(value * 100) / 100)
    : Array.isArray(value)
      ? `[${value.map((item) => (typeof item === 'number' ? item : literal(item))).join(', ')}]`
      : JSON.stringify(value).replaceAll('"', "'");

/** The text that `hundredthsIn` reads as these numbers, rounded. */
export const textOfHundredths = (numbers: readonly number[]): string =>
  numbers.map((x) => characters(Math.round(x * 100))).join('');

function characters(hundredths: number): string {
  const sign = Math.sign(hundredths);
  const whole = Math.floor(Math.abs(hundredths) / MAX_DISTANCE);
  return at(sign * MAX_DISTANCE).repeat(whole) + at(hundredths - sign * whole * MAX_DISTANCE);
}

const at = (distance: number): string => String.fromCharCode(ZERO + distance);
