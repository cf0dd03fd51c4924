import { show } from './show.js';
import { defineError, guardOf, type TaggedError } from './tagged.js';

/** A text that is not a printed path. */
export type InvalidPath = TaggedError<'InvalidPath', { readonly text: unknown; readonly at: number; readonly expected: string }>;
export const invalidPath = defineError<InvalidPath>(
  'InvalidPath',
  (f) => `${show(f.text)} is not a path: at character ${f.at} expected ${f.expected}`,
);
export const isInvalidPath = guardOf<InvalidPath>('InvalidPath');

/** A drift rule that cannot be used: a pattern, a comparator or a switch of the wrong shape. */
export type InvalidRule = TaggedError<'InvalidRule', { readonly what: string; readonly value: unknown; readonly expected: string }>;
export const invalidRule = defineError<InvalidRule>(
  'InvalidRule',
  (f) => `drift rules: ${f.what} ${show(f.value)} cannot be used, expected ${f.expected}`,
);
export const isInvalidRule = guardOf<InvalidRule>('InvalidRule');

/** A configuration that contains itself, so that it has no finite form to compare. */
export type CyclicConfig = TaggedError<'CyclicConfig', { readonly side: 'desired' | 'actual'; readonly path: string }>;
export const cyclicConfig = defineError<CyclicConfig>(
  'CyclicConfig',
  (f) => `the ${f.side} configuration contains itself at or below ${show(f.path)}; expected a tree of plain values`,
);
export const isCyclicConfig = guardOf<CyclicConfig>('CyclicConfig');

/** A value that refused to be read: a getter, a proxy or a comparator threw. */
export type UnreadableConfig = TaggedError<'UnreadableConfig', { readonly path: string; readonly reason: string }>;
export const unreadableConfig = defineError<UnreadableConfig>(
  'UnreadableConfig',
  (f) => `the configurations cannot be compared at or below ${show(f.path)}: ${f.reason}`,
);
export const isUnreadableConfig = guardOf<UnreadableConfig>('UnreadableConfig');

/** What can go wrong in comparing two configurations or in making the rules for it. */
export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;
