import { RecordedValue } from '../model/recorded-value.js';

/**
 * JSON text of a configuration value that depends on the content alone: keys sorted by UTF-16 code unit, no blanks
 * (the order of RFC 8785). Values that JSON lacks are written as `RecordedValue` does.
 */
export const canonicalJson = (value: unknown): string => canonicalWire(RecordedValue.encode(value));

/** The same of what is plain JSON already, at most a few hundred levels deep. */
export function canonicalWire(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalWire).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalWire((value as Readonly<Record<string, unknown>>)[key])}`);
  return `{${members.join(',')}}`;
}
