import type { DriftRecord } from '../model/drift-record.js';
import { parsePath } from '../path/parse.js';
import { toPointer } from '../path/pointer.js';
import type { Path } from '../path/segment.js';
import * as E from '../../either.js';
import { segmentsLike } from './pointer.js';

/** One change of the actual configuration, without its guard. */
export interface Edit {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: Path;
  readonly pointer: string;
  /** What stands there before: of `replace` and `remove`. */
  readonly old?: unknown;
  /** What stands there after: of `replace` and `add`. */
  readonly value?: unknown;
}

/**
 * The edits that undo some drifts of one resource, in an order in which no edit moves the place of a later one: the
 * deepest first; at one depth changes in place, then removals from the end of their list, then insertions from its
 * start.
 */
export function editsOf(records: readonly DriftRecord[]): readonly Edit[] {
  return records
    .flatMap(editOf)
    .sort((a, b) => b.path.length - a.path.length || RANK[a.op] - RANK[b.op] || byPosition(a, b));
}

const RANK = { replace: 0, remove: 1, add: 2 } as const;

function byPosition(a: Edit, b: Edit): number {
  const [left, right] = [a.path.at(-1), b.path.at(-1)];
  const order = typeof left === 'number' && typeof right === 'number' ? left - right : 0;
  return a.op === 'remove' ? -order : order;
}

function editOf(record: DriftRecord): readonly Edit[] {
  const path = placeOf(record);
  if (path === undefined) return [];
  const place = { path, pointer: toPointer(path) };
  switch (record.driftType) {
    case 'key_removed':
    case 'resource_missing':
      return [{ op: 'add', ...place, value: record.desiredValue }];
    case 'key_added':
    case 'resource_extra':
      return [{ op: 'remove', ...place, old: record.actualValue }];
    case 'value_changed':
    case 'type_mismatch':
      return [{ op: 'replace', ...place, old: record.actualValue, value: record.desiredValue }];
    default:
      return [];
  }
}

/** Where the drift is in the actual configuration. A record made by hand may have its printed path alone. */
function placeOf({ configPath, actualPointer, pointer }: DriftRecord): Path | undefined {
  const printed = parsePath(configPath);
  if (E.isLeft(printed)) return undefined;
  const given: unknown = actualPointer ?? pointer;
  return (typeof given === 'string' ? segmentsLike(given, printed.right) : undefined) ?? printed.right;
}
