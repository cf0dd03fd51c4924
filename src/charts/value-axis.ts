import { getMagnitude } from './amount.js';

/** How an axis of values is drawn. */
export interface ValueAxis {
  readonly title: string | null;
  readonly axis: object;
  /** Where there is nothing but zeros, an axis of its own makes no sense of them. */
  readonly scale: object;
}

/** An axis for values up to `largest` in size: in millions where they are, in powers of ten where they are tiny. */
export function createValueAxis(largest: number, unit: string, length: number): ValueAxis {
  const { factor, word } = getMagnitude(largest);
  const title = [word, unit].filter((part) => part !== '').join(' ') || null;
  const tickCount = Math.max(2, Math.min(8, Math.floor(length / 50)));
  if (!(largest > 0)) return { title, axis: { values: [0] }, scale: { domain: [0, 1] } };
  if (factor > 1 && largest < 1e18)
    return { title, axis: { tickCount, labelExpr: `format(datum.value / ${factor}, ',~r')` }, scale: {} };
  const powers = { labelExpr: "datum.value === 0 ? '0' : format(datum.value, '~e')" };
  if (factor > 1 || largest < 0.001) return { title: unit || null, axis: { tickCount, ...powers }, scale: {} };
  return { title, axis: { tickCount }, scale: {} };
}
