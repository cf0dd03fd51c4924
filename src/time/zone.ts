import { type UnknownTimeZone, unknownTimeZone } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';
import type { EpochSeconds } from './period.js';

/** A day, hour and so on as the clock on the wall shows it; `month` counts from 1. */
interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
}

/** The two ways between instants (milliseconds) and the wall clock of one place. */
export interface Zone {
  readonly name: string;
  /** Wall clock minus UTC, in milliseconds, at an instant. */
  offsetAt(instant: number): number;
}

const UTC: Zone = { name: 'UTC', offsetAt: () => 0 };
/** There are fewer zones than this, but each in any spelling of capitals. */
const MAX_ZONES = 1000;
const ZONES = new Map<string, Zone>([['UTC', UTC]]);

/** A zone of the IANA database by its name; `UTC` costs nothing, others ask `Intl`. */
export function getZone(name: string): Either<UnknownTimeZone, Zone> {
  if (typeof name !== 'string') return E.left(unknownTimeZone({ zone: name }));
  const ready = ZONES.get(name);
  if (ready !== undefined) return E.right(ready);
  try {
    const zone = intlZone(name);
    if (ZONES.size < MAX_ZONES) ZONES.set(name, zone);
    return E.right(zone);
  } catch {
    return E.left(unknownTimeZone({ zone: name }));
  }
}

function intlZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return {
    name,
    offsetAt(instant) {
      const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
      const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
      const wall =
        utc(year, Number(part['month']), Number(part['day']), Number(part['hour'])) +
        Number(part['minute']) * 60_000 +
        Number(part['second']) * 1000;
      return wall - Math.floor(instant / 1000) * 1000;
    },
  };
}

/** What the wall clock of a zone shows at an instant. */
export function getWallTime(zone: Zone, instant: number): WallTime {
  const wall = new Date(instant + zone.offsetAt(instant));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
  };
}

/**
 * The instant at which a zone's wall clock shows a time. A time that daylight saving skips is the instant after the
 * gap; of one that it repeats, the earlier.
 */
export function toInstant(zone: Zone, year: number, month: number, day: number, hour = 0): number {
  const wall = utc(year, month, day, hour);
  if (zone === UTC) return wall;
  // The offset differs only around a change of the clock: one of the two sides of it is right.
  const before = wall - zone.offsetAt(wall - 86_400_000);
  const after = wall - zone.offsetAt(wall + 86_400_000);
  const fits = [before, after].filter((instant) => instant + zone.offsetAt(instant) === wall);
  return fits.length > 0 ? Math.min(...fits) : Math.max(before, after);
}

function utc(year: number, month: number, day: number, hour: number): number {
  // Date.UTC reads years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) + hour * 3_600_000;
}

/** Between instants and the wall clock of a zone, both in seconds: wall time is written as if it were UTC. */
export interface WallClock {
  readonly zone: string;
  readonly toWall: (instant: number) => EpochSeconds;
  /** A time that daylight saving skips is the instant after the gap; of one that it repeats, the earlier. */
  readonly toInstant: (wall: number) => EpochSeconds;
}

/** The clock whose wall time is the instant itself. */
export const UTC_CLOCK: WallClock = {
  zone: 'UTC',
  toWall: (instant) => instant as EpochSeconds,
  toInstant: (wall) => wall as EpochSeconds,
};

/** Clocks are looked up once in so many seconds, and halved down where the offset changed between. */
const LOOK_UP_SECONDS = 7 * 86_400;

/**
 * The wall clock of a zone for many instants: offsets between `from` and `until` are looked up once a week of them, and
 * a look-up after that is a search among the changes of the clock.
 */
export function getWallClock(zone: string, from: number, until: number): Either<UnknownTimeZone, WallClock> {
  return E.map((found: Zone): WallClock => {
    if (found === UTC) return UTC_CLOCK;
    const look = (instant: number): number => found.offsetAt(instant * 1000) / 1000;
    const changes: (readonly [at: number, offset: number])[] = [[Math.floor(from), look(from)]];
    for (let at = changes[0]![0]; at < until; at += LOOK_UP_SECONDS) {
      const [before, after] = [changes.at(-1)![1], look(at + LOOK_UP_SECONDS)];
      if (before === after) continue;
      let [low, high] = [at, at + LOOK_UP_SECONDS];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (look(middle) === before) low = middle;
        else high = middle;
      }
      changes.push([high, after]);
    }
    const last = Math.max(until, changes[0]![0]);
    const offsetAt = (instant: number): number =>
      instant < changes[0]![0] || instant > last ? look(instant) : changes.findLast(([at]) => at <= instant)![1];
    const toInstant = (wall: number): EpochSeconds => {
      const [before, after] = [wall - offsetAt(wall - 86_400), wall - offsetAt(wall + 86_400)];
      const fits = [before, after].filter((instant) => instant + offsetAt(instant) === wall);
      return (fits.length > 0 ? Math.min(...fits) : Math.max(before, after)) as EpochSeconds;
    };
    return { zone, toWall: (instant) => (instant + offsetAt(instant)) as EpochSeconds, toInstant };
  })(getZone(zone));
}
