import type { Equivalence } from './equivalence.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})$/;

/**
 * Instants (RFC 3339) whatever their offset and precision: `2026-01-01T00:00:00Z` = `2026-01-01T02:00:00.000+02:00`.
 * A time without a zone names no instant and is left to strict comparison. A `Date` counts as its instant.
 */
export const timestamp: Equivalence = {
  name: 'timestamp',
  recognizes: (value) => typeof value === 'string' && INSTANT.test(value),
  normalize: (value) => {
    if (value instanceof Date) return instantText(value.getTime(), '');
    const found = typeof value === 'string' ? INSTANT.exec(value) : null;
    if (found === null) return undefined;
    const [, day, minute, second = '00', fraction = '', zone] = found;
    const offset = zone!.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
    const dayExists = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day!) ?? false;
    return dayExists ? instantText(Date.parse(`${day}T${minute}:${second}${offset}`), fraction) : undefined;
  },
};

// Milliseconds of the whole second, then the fraction as its own digits: nanoseconds do not fit into a Date.
function instantText(milliseconds: number, fraction: string): string | undefined {
  if (Number.isNaN(milliseconds)) return undefined;
  const second = Math.floor(milliseconds / 1000);
  const digits = fraction === '' ? String(milliseconds - second * 1000).padStart(3, '0') : fraction;
  return `${second}.${digits.replace(/0+$/, '')}`;
}
