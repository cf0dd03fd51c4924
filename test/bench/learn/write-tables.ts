import type { GateTable } from '../../../src/capacity-forecast/ensemble/gate.js';
import type { SpreadTable } from '../../../src/capacity-forecast/intervals/offsets.js';

/** The source text of the data file with all tables, numbers rounded to what they are worth. */
export function tablesAsSource(
  gates: ReadonlyMap<string, GateTable>,
  spreads: ReadonlyMap<string, SpreadTable>,
): string {
  const gateLines = [...gates].map(([family, g]) =>
    entry(family, { ...g, temper: round(g.temper), rows: roundAll(g.rows) }),
  );
  const spreadLines = [...spreads].map(([family, s]) => entry(family, { ...s, rows: roundAll(s.rows) }));
  return [
    '// Learned by `npm run bench:learn`; written by that command, not by hand.',
    "import type { SpreadTable } from '../intervals/offsets.js';",
    "import type { Family } from './family.js';",
    "import type { GateTable } from './gate.js';",
    '',
    '/** Weights of the models, per family of series. */',
    `export const GATES: Readonly<Record<Family, GateTable>> = {\n${gateLines.join('\n')}\n};`,
    '',
    '/** Spread of the errors of the combined forecasts, per family of series. */',
    `export const SPREADS: Readonly<Record<Family, SpreadTable>> = {\n${spreadLines.join('\n')}\n};`,
    '',
  ].join('\n');
}

/** One family, an array of numbers a line. */
function entry(family: string, table: object): string {
  const fields = Object.entries(table).map(([name, value]) => `    ${name}: ${literal(value)},`);
  return `  ${family}: {\n${fields.join('\n')}\n  },`;
}

function literal(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value).replaceAll('"', "'");
  if (!Array.isArray(value[0])) return `[${wrapped(value.map(literal))}]`;
  return `[\n${value.map((row) => `      ${literal(row)},`).join('\n')}\n    ]`;
}

/** Items between commas, in lines short enough to read. */
function wrapped(items: readonly string[]): string {
  let length = 0;
  return items
    .map((item, i) => {
      const text = i < items.length - 1 ? `${item},` : item;
      length += text.length + 1;
      if (length <= 100 || i === 0) return i === 0 ? text : ` ${text}`;
      length = text.length;
      return `\n        ${text}`;
    })
    .join('');
}

const round = (x: number): number => Math.round(x * 100) / 100;
const roundAll = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => row.map(round));
