import { maskSecrets } from './secret-text.js';

const MAX_LENGTH = 80;
// More of a text than is shown, so that a secret at its end is recognized.
const MAX_SHOWN_LENGTH = 10_000;

/**
 * A value as an error message names it: short, on one line, and safe for any input (cycles, getters that throw,
 * 50,000 levels, megabytes of text). Objects are named by their outermost keys alone.
 */
export function show(value: unknown): string {
  try {
    return shorten(describe(value));
  } catch {
    return 'a value that cannot be shown';
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(withoutSecrets(value).slice(0, MAX_LENGTH + 1));
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'symbol':
      return value.toString();
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (isDecimalLike(value)) return value.toFixed();
  if (value instanceof Error) return `${value.name}: ${withoutSecrets(value.message)}`;
  const keys = Object.keys(value);
  return `{${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}}`;
}

/** A text as it may be shown; of one that is too long to be searched, the start. */
function withoutSecrets(text: string): string {
  return maskSecrets(text.length > MAX_SHOWN_LENGTH ? text.slice(0, MAX_SHOWN_LENGTH) : text);
}

function isDecimalLike(value: object): value is { toFixed(): string } {
  return 'd' in value && 'e' in value && 's' in value && typeof (value as { toFixed?: unknown }).toFixed === 'function';
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
