import type * as t from '../../codec/io-ts.js';
import { optionsOf } from '../../codec/record.js';
import { fromZero } from '../../codec/values.js';
import { E } from '../../prelude.js';
import { type RecordOrigin, sharedOrigin } from '../detect.js';
import { type DriftRecord, type DriftSeverity, moreSevere, needsEscalation } from '../model/drift-record.js';
import type { ConfigChange, PatchOperation, RemediationAction, RemediationType } from '../model/remediation.js';
import { parsePath, type Path, pointerSteps, toPointer } from '../path.js';
import { compareText, groupBy, isObject, tryOr } from '../plain-data.js';
import { reveal } from '../redaction.js';
import { addAt, removeAt, replaceAt, valueAt } from './apply-remediation.js';
import { holdsData, undoingLosesData } from './remedy.js';

/** A pointer's steps as segments, list positions where the printed path beside it has positions. */
function segmentsLike(pointer: string, printed: Path): Path | undefined {
  const steps = pointerSteps(pointer);
  if (steps === undefined || steps.length !== printed.length) return undefined;
  return steps.map((step, i) => (typeof printed[i] === 'number' ? Number(step) : step));
}

/** One change of the actual configuration, without its guard. */
interface Edit {
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
function editsOf(records: readonly DriftRecord[]): readonly Edit[] {
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

/** A patch, the patch that takes it back, and what the configuration is after it. */
interface GuardedPatch {
  readonly patch: readonly PatchOperation[];
  readonly inverse: readonly PatchOperation[];
  /** `undefined` where it is not known, or where an edit did not fit. */
  readonly after: { readonly value: unknown } | undefined;
}

/**
 * Puts a `test` before every edit. A change or a removal tests the value that goes. An insertion tests what it lands
 * beside: the neighbour in a list, the object that must not have the key yet; that needs the configuration itself.
 */
function guardedPatch(edits: readonly Edit[], origin: RecordOrigin | undefined): GuardedPatch {
  const patch: PatchOperation[] = [];
  const inverse: PatchOperation[][] = [];
  let state: { readonly value: unknown } | undefined = origin && { value: origin.actual };
  let lastAdded: Edit | undefined;
  for (const wanted of edits) {
    const edit = state === undefined ? wanted : clampToList(wanted, state.value);
    const forth = operationOf(edit);
    const guard = edit.op === 'add' ? guardOfAdd(edit, lastAdded, state, origin) : [testOf(edit.pointer, edit.old)];
    patch.push(...guard, forth);
    inverse.push(inverseOf(edit, guard));
    if (state !== undefined) state = applyEdit(state.value, edit);
    lastAdded = edit.op === 'add' ? edit : undefined;
  }
  return { patch, inverse: inverse.reverse().flat(), after: state };
}

const testOf = (path: string, value: unknown): PatchOperation => ({ op: 'test', path, value: value ?? null });

function operationOf({ op, pointer, value }: Edit): PatchOperation {
  return op === 'remove' ? { op, path: pointer } : { op, path: pointer, value };
}

/** Taking an edit back: what was added goes again, what went comes back where it was. */
function inverseOf({ op, pointer, old, value }: Edit, guard: readonly PatchOperation[]): PatchOperation[] {
  if (op === 'add') return [testOf(pointer, value), { op: 'remove', path: pointer }];
  if (op === 'replace') return [testOf(pointer, value), { op: 'replace', path: pointer, value: old }];
  return [...guard.filter(({ path }) => path !== pointer), { op: 'add', path: pointer, value: old }];
}

// A list may be shorter than the place that an element had in the declaration, where some of its elements are ignored.
function clampToList(edit: Edit, state: unknown): Edit {
  const position = edit.path.at(-1);
  if (edit.op !== 'add' || typeof position !== 'number') return edit;
  const list = valueAt(state, toPointer(edit.path.slice(0, -1)));
  if (E.isLeft(list) || !Array.isArray(list.right) || position <= list.right.length) return edit;
  const path = [...edit.path.slice(0, -1), list.right.length];
  return { ...edit, path, pointer: toPointer(path) };
}

function guardOfAdd(
  edit: Edit,
  last: Edit | undefined,
  state: { readonly value: unknown } | undefined,
  origin: RecordOrigin | undefined,
): readonly PatchOperation[] {
  if (edit.path.length === 0) return [testOf('', null)];
  const parent = edit.path.slice(0, -1);
  // The object was tested before its first new key; then the key before it is proof enough.
  if (
    last !== undefined &&
    typeof edit.path.at(-1) === 'string' &&
    toPointer(last.path.slice(0, -1)) === toPointer(parent)
  ) {
    return [testOf(last.pointer, last.value)];
  }
  const container = state === undefined ? E.left('') : valueAt(state.value, toPointer(parent));
  if (E.isLeft(container) || origin === undefined) return [];
  const at = neighborOf(edit.path.at(-1)!, container.right);
  const pointer = toPointer([...parent, ...at]);
  const beside = valueAt(state!.value, pointer);
  return E.isRight(beside) ? [testOf(pointer, origin.shown(beside.right, pointer))] : [];
}

function neighborOf(step: string | number, container: unknown): readonly number[] {
  if (typeof step !== 'number' || !Array.isArray(container) || container.length === 0) return [];
  return [Math.min(step, container.length - 1)];
}

function applyEdit(state: unknown, edit: Edit): { readonly value: unknown } | undefined {
  const value = reveal(edit.value);
  const next =
    edit.op === 'add'
      ? addAt(state, edit.pointer, value)
      : edit.op === 'remove'
        ? removeAt(state, edit.pointer)
        : replaceAt(state, edit.pointer, value);
  return E.isRight(next) ? { value: next.right } : undefined;
}

/** A patch and whether it is known to do its work. */
interface ProvenPatch extends GuardedPatch {
  /** False where it was tried on the configuration and differences were left. */
  readonly proven: boolean;
}

/**
 * The patch of some edits, tried on the configuration that they came from: after it, a comparison must find nothing.
 * Where the edits do not get there one by one (a comparator that judges a whole by its parts), the top-level values
 * they touch are put back whole, and at last the whole configuration. A part of a resource's drifts proves nothing and
 * is not tried.
 */
function provenPatch(edits: readonly Edit[], records: number, origin: RecordOrigin | undefined): ProvenPatch {
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

/**
 * The step of each resource in a plan: 0 for those that depend on none of the others, else one more than the latest it
 * depends on. Resources that depend on each other in a circle get the step at which the circle was entered.
 */
function executionOrder(dependencies: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const open = new Set<string>();
  for (const root of [...dependencies.keys()].sort()) {
    // An own stack: chains of dependencies may be longer than the engine's.
    const waiting = [root];
    while (waiting.length > 0) {
      const id = waiting.at(-1)!;
      const needed = (dependencies.get(id) ?? []).filter((other) => dependencies.has(other) && other !== id);
      const missing = steps.has(id) ? [] : needed.filter((other) => !steps.has(other) && !open.has(other));
      if (missing.length > 0 && !open.has(id)) {
        open.add(id);
        waiting.push(...[...missing].sort().reverse());
        continue;
      }
      waiting.pop();
      open.delete(id);
      if (!steps.has(id)) steps.set(id, Math.max(-1, ...needed.map((other) => steps.get(other) ?? -1)) + 1);
    }
  }
  return steps;
}

/** What a plan may do without asking. */
export interface PlanOptions {
  /** A plan that touches more resources than this needs approval for every one. Default 25. */
  readonly blastRadius?: number;
}

export const PlanOptions: t.Type<PlanOptions> = optionsOf<PlanOptions>('the options of plans', {
  blastRadius: fromZero,
});

/** How many resources a plan may touch without asking, unless the host says otherwise. */
export const DEFAULT_BLAST_RADIUS = 25;

/**
 * What brings every drifted resource back: one action a resource, by dependency (what others rest on first, deletions
 * last), then by id. Applied to the actual configuration (`applyRemediation`), it leaves nothing to report. What is no
 * record, or refuses to be read, is passed over.
 */
export function remediationPlan(
  drifts: readonly DriftRecord[],
  options: PlanOptions = {},
): readonly RemediationAction[] {
  const byResource = groupBy(tryOr(() => [...drifts], []).filter(isRecord), resourceKeyOf);
  const steps = executionOrder(new Map([...byResource].map(([key, records]) => [key, dependenciesOf(records)])));
  const tooMany = byResource.size > tryOr(() => options.blastRadius ?? DEFAULT_BLAST_RADIUS, 0);
  const last = Math.max(0, ...steps.values());
  return [...byResource]
    .flatMap(([key, records]) => tryOr(() => [actionFor(records, steps.get(key) ?? 0, last, tooMany)], []))
    .sort((a, b) => a.order - b.order || compareText(resourceKeyOf(a), resourceKeyOf(b)));
}

/** Whether a value has what a plan goes by; a record made by hand may hold anything else. */
const isRecord = (drift: DriftRecord): boolean =>
  tryOr(() => resourceKeyOf(drift) !== '' && typeof drift.resourceId === 'string', false);

const resourceKeyOf = ({ tenantId, resourceId }: { readonly tenantId: string; readonly resourceId: string }): string =>
  JSON.stringify([typeof tenantId === 'string' ? tenantId : '', resourceId]);

function dependenciesOf(records: readonly DriftRecord[]): readonly string[] {
  const ids = records.flatMap(({ tenantId, dependsOn }) =>
    Array.isArray(dependsOn) ? dependsOn.map((resourceId: string) => resourceKeyOf({ tenantId, resourceId })) : [],
  );
  return [...new Set(ids)].sort();
}

function actionFor(records: readonly DriftRecord[], step: number, last: number, tooMany: boolean): RemediationAction {
  const { resourceId, resourceType, tenantId } = records[0]!;
  const actionType = typeOf(records);
  const edits = editsOf(records);
  const { patch, inverse, proven } = provenPatch(edits, records.length, sharedOrigin(records));
  const severity = records.map((record) => record.severity).reduce(moreSevere, 'cosmetic');
  const mayLoseData = losesData(actionType, records);
  const startsEmpty = actionType === 'create' && holdsData(resourceType);
  const objections = objectionsTo({ actionType, severity, mayLoseData, startsEmpty, tooMany, proven });
  return {
    actionType,
    resourceId,
    resourceType,
    tenantId,
    configChanges: changesOf(records),
    patch,
    inversePatch: inverse,
    severity,
    requiresApproval: objections.length > 0,
    reason:
      objections.length > 0
        ? `needs approval: ${objections.join('; ')}`
        : 'changes nothing that security or data rest on',
    mayLoseData,
    // What is taken away goes last, and what rests on others before them.
    order: actionType === 'delete' ? 2 * last + 1 - step : step,
    driftIds: records.map(({ driftId }) => driftId).sort(compareText),
  };
}

function typeOf(records: readonly DriftRecord[]): RemediationType {
  if (records.some(({ driftType }) => driftType === 'resource_missing')) return 'create';
  if (records.some(({ driftType }) => driftType === 'resource_extra')) return 'delete';
  return records.some(({ createOnly }) => createOnly === true) ? 'replace' : 'update';
}

function losesData(actionType: RemediationType, records: readonly DriftRecord[]): boolean {
  if (actionType === 'delete' || actionType === 'replace') return holdsData(records[0]!.resourceType);
  return actionType === 'update' && records.some(undoingLosesData);
}

interface ActionFacts {
  readonly actionType: RemediationType;
  readonly severity: DriftSeverity;
  readonly mayLoseData: boolean;
  readonly startsEmpty: boolean;
  readonly tooMany: boolean;
  readonly proven: boolean;
}

function objectionsTo({
  actionType,
  severity,
  mayLoseData,
  startsEmpty,
  tooMany,
  proven,
}: ActionFacts): readonly string[] {
  return [
    ...(needsEscalation(severity) ? [`the drift is ${severity}`] : []),
    ...(actionType === 'delete' ? ['it deletes the resource'] : []),
    ...(actionType === 'replace' ? ['a field that cannot be changed means replacing the resource'] : []),
    ...(mayLoseData ? ['data could be lost'] : []),
    ...(startsEmpty ? ['it would be created without the data it held'] : []),
    ...(tooMany ? ['the plan touches many resources at once'] : []),
    ...(proven ? [] : ['the patch could not be shown to bring the resource back in sync']),
  ];
}

function changesOf(records: readonly DriftRecord[]): Readonly<Record<string, ConfigChange>> {
  const changes = records.map((record): [string, ConfigChange] => [
    record.configPath,
    {
      ...('actualValue' in record && { from: record.actualValue }),
      ...('desiredValue' in record && { to: record.desiredValue }),
    },
  ]);
  return Object.fromEntries(changes);
}
