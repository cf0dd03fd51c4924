import { protocol } from '../equivalence/protocol.js';
import type { IntegerRange } from './firewall-rule.js';
import { isObject } from '../fields.js';

export const EVERY_PORT: IntegerRange = [0, 65_535];
export const EVERY_PROTOCOL: IntegerRange = [0, 255];

// ICMP's "ports" are message types: no part of what is reachable.
const PORTLESS: ReadonlySet<string> = new Set(['1', '58']);

/** The ports that a value names: 22, "22", "8000-8100", "*", or a list of these; none where it names no port. */
export function portsOf(value: unknown): readonly IntegerRange[] {
  if (Array.isArray(value))
    return value.slice(0, 1_000).flatMap((element) => (Array.isArray(element) ? [] : portsOf(element)));
  if (typeof value === 'number') return portsBetween(value, value);
  if (typeof value !== 'string') return rangeIn(value);
  if (/^\s*(?:\*|any|all)?\s*$/i.test(value)) return [EVERY_PORT];
  const [, first, last] = /^\s*(\d{1,5})\s*(?:[-:]\s*(\d{1,5})\s*)?$/.exec(value) ?? [];
  return first === undefined ? [] : portsBetween(Number(first), Number(last ?? first));
}

// CloudFormation's network ACLs: { From: 22, To: 22 }.
function rangeIn(value: unknown): readonly IntegerRange[] {
  if (!isObject(value) || !('From' in value)) return [];
  const { From: from, To: to = from } = value as { readonly From: unknown; readonly To?: unknown };
  return isLeaf(from) && isLeaf(to) ? portsBetween(Number(from), Number(to)) : [];
}

const isLeaf = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** The ports from one to another; a negative one means every port, as AWS has it. */
export function portsBetween(from: number, to: number): readonly IntegerRange[] {
  if (from < 0 || to < 0) return [EVERY_PORT];
  return Number.isInteger(from) && Number.isInteger(to) && from <= to && to <= 65_535 ? [[from, to]] : [];
}

/** The IP protocols that a value names, and whether they have ports at all. A name that is not known may be any. */
export function protocolsOf(value: unknown): {
  readonly protocols: readonly IntegerRange[];
  readonly portless: boolean;
} {
  const numbers = (Array.isArray(value) ? value.slice(0, 300) : [value]).map(
    (one) => protocol.normalize!(one) as string | undefined,
  );
  return {
    protocols: numbers.map((number): IntegerRange =>
      number === undefined || number === '-1' ? EVERY_PROTOCOL : [Number(number), Number(number)],
    ),
    portless: numbers.every((number) => number !== undefined && PORTLESS.has(number)) || value === '-1' || value === -1,
  };
}
