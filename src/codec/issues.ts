import * as t from './io-ts.js';
import { show } from '../errors/show.js';
import type { DecodeIssue } from '../errors/codec.js';

/** io-ts's failures as a person reads them: one line a place, with the path to the value and what was expected there. */
export function toIssues(errors: t.Errors): readonly DecodeIssue[] {
  return errors.map(({ context, value, message }) => ({
    path: formatPath(context),
    message: message ?? `expected ${context.at(-1)?.type.name}, got ${show(value)}`,
  }));
}

function formatPath(context: t.Context): string {
  let path = '';
  for (const { key } of context.slice(1)) {
    path += /^\d+$/.test(key) ? `[${key}]` : path === '' ? key : `.${key}`;
  }
  return path;
}
