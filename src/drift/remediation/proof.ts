import { toPointer } from '../path/pointer.js';
import type { Edit } from './edits.js';
import type { RecordOrigin } from './origin.js';
import { type GuardedPatch, guardedPatch } from './patch.js';
import { isObject } from '../fields.js';

/** A patch and whether it is known to do its work. */
export interface ProvenPatch extends GuardedPatch {
  /** False where it was tried on the configuration and differences were left. */
  readonly proven: boolean;
}

/**
 * The patch of some edits, tried on the configuration that they came from: after it, a comparison must find nothing.
 * Where the edits do not get there one by one (a comparator that judges a whole by its parts), the top-level values
 * they touch are put back whole, and at last the whole configuration. A part of a resource's drifts proves nothing and
 * is not tried.
 */
export function provenPatch(edits: readonly Edit[], records: number, origin: RecordOrigin | undefined): ProvenPatch {
  const fine = guardedPatch(edits, origin);
  if (origin === undefined || records !== origin.records || endsInSync(fine, origin)) return { ...fine, proven: true };
  for (const coarser of [byTopLevel(edits, origin), replaceWhole(origin)]) {
    const patch = guardedPatch(coarser, origin);
    if (endsInSync(patch, origin)) return { ...patch, proven: true };
  }
  return { ...fine, proven: false };
}

const endsInSync = ({ after }: GuardedPatch, origin: RecordOrigin): boolean =>
  after !== undefined && !origin.differs(after.value);

function byTopLevel(edits: readonly Edit[], origin: RecordOrigin): readonly Edit[] {
  const keys = [...new Set(edits.map(({ path }) => path[0]))].filter((key) => typeof key === 'string').sort();
  return keys.flatMap((key): readonly Edit[] => {
    const place = { path: [key], pointer: toPointer([key]) };
    const [want, have] = [memberOf(origin.desired, key), memberOf(origin.actual, key)];
    const old = have && { old: origin.shown(have.value, place.pointer) };
    const value = want && { value: origin.shown(want.value, place.pointer) };
    if (old === undefined) return value === undefined ? [] : [{ op: 'add', ...place, ...value }];
    return [value === undefined ? { op: 'remove', ...place, ...old } : { op: 'replace', ...place, ...old, ...value }];
  });
}

const replaceWhole = ({ desired, actual, shown }: RecordOrigin): readonly Edit[] => [
  { op: 'replace', path: [], pointer: '', old: shown(actual, ''), value: shown(desired, '') },
];

function memberOf(container: unknown, key: string): { readonly value: unknown } | undefined {
  if (!isObject(container) || !Object.hasOwn(container, key)) return undefined;
  return { value: (container as Readonly<Record<string, unknown>>)[key] };
}
