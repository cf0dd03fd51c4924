import * as t from './io-ts.js';
import { show } from '../errors/show.js';
import type { DecodeIssue } from '../errors/codec.js';

/**
 * io-ts's failures as a person reads them: one line a place, with the path to the value and what was expected there.
 * Steps that only exist in the types (the members of a union or an intersection) are left out of the path.
 */
export function issuesOf(errors: t.Errors): readonly DecodeIssue[] {
  const byPath = new Map<string, string[]>();
  for (const error of errors) {
    const path = pathOf(error.context);
    const message = error.message ?? `expected ${expectation(error.context)}, got ${show(error.value)}`;
    const messages = byPath.get(path);
    if (messages === undefined) byPath.set(path, [message]);
    else if (!messages.includes(message)) messages.push(message);
  }
  return [...byPath].map(([path, messages]) => ({ path, message: messages.join(', or ') }));
}

function pathOf(context: t.Context): string {
  let path = '';
  context.forEach((entry, i) => {
    const parent = context[i - 1];
    if (parent === undefined || entry.key === '' || isBranching(parent.type)) return;
    path += /^\d+$/.test(entry.key) ? `[${entry.key}]` : path === '' ? entry.key : `.${entry.key}`;
  });
  return path;
}

function isBranching(type: t.Decoder<never, unknown>): boolean {
  const tag = (type as { readonly _tag?: string })._tag;
  return tag === 'UnionType' || tag === 'IntersectionType';
}

function expectation(context: t.Context): string {
  return context[context.length - 1]?.type.name ?? 'another value';
}
