/** A cycle of the calendar that usage may follow. */
export interface CalendarCycle {
  readonly name: 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** Mean length in seconds. */
  readonly seconds: number;
  /** Position within the cycle at an instant, from 0 to below 1, in UTC. */
  readonly phase: (time: number) => number;
  /** Which multiples of the base frequency describe its shape, given the seconds between two samples. */
  readonly harmonics: (step: number) => ReadonlyArray<number>;
}

const DAY = 86_400;
const WEEK = 7 * DAY;
const YEAR = 365.2425 * DAY;
const MONTH = YEAR / 12;
/** The epoch began on a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** Fewer samples a cycle than this cannot tell its shape from noise. */
const MIN_SAMPLES_PER_CYCLE = 3.9;
/** A cycle must have been seen about twice before it can be told from a bend of the trend. */
const MIN_CYCLES = 1.9;

const harmonicsUpTo = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, i) => i + 1);

/** Weekly shape without the multiples of seven when days are resolved: those are a daily cycle, not a weekly one. */
const weeklyHarmonics = (step: number): ReadonlyArray<number> =>
  step < 0.9 * DAY ? harmonicsUpTo(13).filter((h) => h % 7 !== 0) : harmonicsUpTo(3);

/** Months are 28 to 31 days long, so a monthly cycle runs in parts of the month at hand. */
function monthPhase(time: number): number {
  const date = new Date(time * 1000);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return (time * 1000 - start) / (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) - start);
}

const steadyPhase =
  (origin: number, seconds: number) =>
  (time: number): number => {
    const turns = (time - origin) / seconds;
    return turns - Math.floor(turns);
  };

const CALENDAR_CYCLES: ReadonlyArray<CalendarCycle> = [
  { name: 'daily', seconds: DAY, phase: steadyPhase(0, DAY), harmonics: () => harmonicsUpTo(6) },
  { name: 'weekly', seconds: WEEK, phase: steadyPhase(FIRST_MONDAY, WEEK), harmonics: weeklyHarmonics },
  { name: 'monthly', seconds: MONTH, phase: monthPhase, harmonics: () => harmonicsUpTo(8) },
  { name: 'yearly', seconds: YEAR, phase: steadyPhase(0, YEAR), harmonics: () => harmonicsUpTo(4) },
];

/** The cycles that `cells` samples `step` seconds apart are long and dense enough to show, shortest first. */
export function visibleCycles(step: number, cells: number): ReadonlyArray<CalendarCycle> {
  return CALENDAR_CYCLES.filter(
    (c) => c.seconds >= MIN_SAMPLES_PER_CYCLE * step && cells * step >= MIN_CYCLES * c.seconds,
  );
}
