import type { PatchOperation } from '../model/patch-operation.js';
import { reveal } from '../redaction/opened.js';
import * as E from '../../either.js';
import { toPointer } from '../path/pointer.js';
import type { Edit } from './edits.js';
import type { RecordOrigin } from './origin.js';
import { addAt, removeAt, replaceAt, valueAt } from './patch-document.js';

/** A patch, the patch that takes it back, and what the configuration is after it. */
export interface GuardedPatch {
  readonly patch: readonly PatchOperation[];
  readonly inverse: readonly PatchOperation[];
  /** `undefined` where it is not known, or where an edit did not fit. */
  readonly after: { readonly value: unknown } | undefined;
}

/**
 * Puts a `test` before every edit. A change or a removal tests the value that goes. An insertion tests what it lands
 * beside: the neighbour in a list, the object that must not have the key yet; that needs the configuration itself.
 */
export function guardedPatch(edits: readonly Edit[], origin: RecordOrigin | undefined): GuardedPatch {
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
