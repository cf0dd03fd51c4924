import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { type DriftError, unreadableConfig } from '../errors.js';
import { isObject } from '../plain-data.js';
import type { PolicyComparison } from './compare-policies.js';
import type { GrantComparison, GrantRequest } from './grants.js';
import type { PolicyRequest } from './iam-evaluation.js';

/** What changed in power in a system that is not AWS IAM: the same answer, with requests in the words of the system. */
export interface PowerComparison extends Omit<PolicyComparison, 'gained' | 'lost'> {
  /** Requests that only the actual side lets through. */
  readonly gained: readonly PolicyRequest[];
  /** Requests that only the declared side lets through. */
  readonly lost: readonly PolicyRequest[];
}

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((member) => typeof member === 'string');

/** A comparison with its requests in the words of their system; those that read the same are given once. */
export function toPowers(
  comparison: GrantComparison,
  requestOf: (request: GrantRequest) => PolicyRequest,
): PowerComparison {
  const once = (requests: readonly GrantRequest[]): readonly PolicyRequest[] => [
    ...new Map(requests.map(requestOf).map((request) => [JSON.stringify(request), request])).values(),
  ];
  return { ...comparison, gained: once(comparison.gained), lost: once(comparison.lost) };
}

/** Compares two sides given as data or as JSON text; a side that is nothing at all grants nothing. */
export function tryCompare(
  desired: unknown,
  actual: unknown,
  compare: (desired: unknown, actual: unknown) => PowerComparison,
): Either<DriftError, PowerComparison> {
  try {
    const sides: unknown[] = [];
    for (const [path, value] of [
      ['desired', desired],
      ['actual', actual],
    ] as const) {
      const document: unknown = typeof value === 'string' ? JSON.parse(value) : (value ?? []);
      if (!isObject(document))
        return E.left(
          unreadableConfig({ path, reason: `expected permissions as data or JSON text, got ${show(value)}` }),
        );
      sides.push(document);
    }
    return E.right(compare(sides[0], sides[1]));
  } catch (cause) {
    return E.left(
      unreadableConfig({ path: '', reason: 'reading permissions failed; expected plain data or JSON text' }, cause),
    );
  }
}
