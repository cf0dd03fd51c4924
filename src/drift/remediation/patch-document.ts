import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { pointerSteps } from '../path/pointer.js';
import { type Fields, isObject } from '../fields.js';

/** Why an operation does not fit a document. */
export type PatchMisfit = string;

/** The value at a pointer. */
export function valueAt(document: unknown, pointer: string): Either<PatchMisfit, unknown> {
  const steps = pointerSteps(pointer);
  if (steps === undefined) return E.left('it is not an RFC 6901 pointer');
  let here = document;
  for (const step of steps) {
    const next = memberOf(here, step);
    if (E.isLeft(next)) return next;
    here = next.right;
  }
  return E.right(here);
}

/** The document with a value added (RFC 6902 §4.1): a list position is inserted, `-` appends, a new key is set. */
export const addAt = (document: unknown, pointer: string, value: unknown): Either<PatchMisfit, unknown> =>
  edit(document, pointer, value, (container, step) => {
    if (!Array.isArray(container)) {
      return Object.hasOwn(container, step)
        ? E.left('there is already a value')
        : E.right(withMember(container, step, value));
    }
    const at = step === '-' ? container.length : positionOf(step);
    if (at === undefined || at > container.length) return E.left(`a list of ${container.length} has no such position`);
    return E.right([...container.slice(0, at), value, ...container.slice(at)]);
  });

/** The document with the value at a pointer replaced (§4.3). */
export const replaceAt = (document: unknown, pointer: string, value: unknown): Either<PatchMisfit, unknown> =>
  edit(document, pointer, value, (container, step) => {
    const present = memberOf(container, step);
    if (E.isLeft(present)) return present;
    return E.right(Array.isArray(container) ? container.with(Number(step), value) : withMember(container, step, value));
  });

/** The document without the value at a pointer (§4.2). */
export const removeAt = (document: unknown, pointer: string): Either<PatchMisfit, unknown> =>
  edit(document, pointer, undefined, (container, step) => {
    const present = memberOf(container, step);
    if (E.isLeft(present)) return present;
    return E.right(Array.isArray(container) ? container.toSpliced(Number(step), 1) : withoutMember(container, step));
  });

type Container = readonly unknown[] | Fields;

/** Copies the containers on the way to a place, and nothing else; the document given is never changed. */
function edit(
  document: unknown,
  pointer: string,
  whole: unknown,
  last: (container: Container, step: string) => Either<PatchMisfit, Container>,
): Either<PatchMisfit, unknown> {
  const steps = pointerSteps(pointer);
  if (steps === undefined) return E.left('it is not an RFC 6901 pointer');
  if (steps.length === 0) return E.right(whole);
  const way: Container[] = [];
  let here = document;
  for (const step of steps) {
    if (!isContainer(here)) return E.left('there is no object or list to hold it');
    way.push(here);
    if (way.length === steps.length) break;
    const next = memberOf(here, step);
    if (E.isLeft(next)) return next;
    here = next.right;
  }
  const edited = last(way.at(-1)!, steps.at(-1)!);
  if (E.isLeft(edited)) return edited;
  return E.right(
    way
      .slice(0, -1)
      .reduceRight<Container>(
        (child, parent, i) =>
          Array.isArray(parent) ? parent.with(Number(steps[i]), child) : withMember(parent as Fields, steps[i]!, child),
        edited.right,
      ),
  );
}

function memberOf(container: unknown, step: string): Either<PatchMisfit, unknown> {
  if (!isContainer(container)) return E.left('there is no object or list to hold it');
  const known = Array.isArray(container)
    ? (positionOf(step) ?? container.length) < container.length
    : Object.hasOwn(container, step);
  return known ? E.right((container as Fields)[step]) : E.left('there is no such value');
}

const isContainer = (value: unknown): value is Container => isObject(value);

const positionOf = (step: string): number | undefined => (/^(?:0|[1-9]\d{0,9})$/.test(step) ? Number(step) : undefined);

// Not by assignment: `__proto__` is a key like any other.
function withMember(fields: Container, key: string, value: unknown): Fields {
  const entries = Object.entries(fields);
  const at = entries.findIndex(([known]) => known === key);
  return Object.fromEntries(at < 0 ? [...entries, [key, value]] : entries.with(at, [key, value]));
}

const withoutMember = (fields: Container, key: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([known]) => known !== key));
