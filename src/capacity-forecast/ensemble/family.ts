/** Kinds of seasonality that the learned tables tell apart, each named after the data it is typical of. */
export type SeasonFamily = 'plain' | 'quarter' | 'week' | 'year' | 'day' | 'weeksOfYear';

/** The seasonal length that each family is learned on. */
const TYPICAL_PERIODS: readonly (readonly [SeasonFamily, number])[] = [
  ['quarter', 4],
  ['week', 7],
  ['year', 12],
  ['day', 24],
  ['weeksOfYear', 52],
];

/**
 * The family of a series: the one whose season has the nearest length, in proportion, to the shortest season of the
 * series. A short season inside a longer one that is no calendar year (as a day in a week) is a `day` whatever its
 * length in steps, so that 96 quarter hours are treated as 24 hours are.
 */
export function familyOf(periods: readonly number[]): SeasonFamily {
  const [period, second] = periods;
  if (period === undefined) return 'plain';
  if (second !== undefined && second === 7 * period) return 'day';
  let nearest: SeasonFamily = 'quarter';
  let least = Infinity;
  for (const [family, length] of TYPICAL_PERIODS) {
    const distance = Math.abs(Math.log(period / length));
    if (distance < least) [nearest, least] = [family, distance];
  }
  return nearest;
}
