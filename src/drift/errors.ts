import { show } from '../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../errors/tagged.js';

/** A text that is not a printed path. */
export type InvalidPath = TaggedError<
  'InvalidPath',
  { readonly text: unknown; readonly at: number; readonly expected: string }
>;
/** Makes an {@link InvalidPath}. */
export const invalidPath: MakeError<InvalidPath> = defineError<InvalidPath>(
  'InvalidPath',
  (f) => `${show(f.text)} is not a path: at character ${f.at} expected ${f.expected}`,
);

/** A drift rule that cannot be used: a pattern, a comparator or a switch of the wrong shape. */
export type InvalidRule = TaggedError<
  'InvalidRule',
  { readonly what: string; readonly value: unknown; readonly expected: string }
>;
/** Makes an {@link InvalidRule}. */
export const invalidRule: MakeError<InvalidRule> = defineError<InvalidRule>(
  'InvalidRule',
  (f) => `drift rules: ${f.what} ${show(f.value)} cannot be used, expected ${f.expected}`,
);

/** A configuration that contains itself, so that it has no finite form to compare. */
export type CyclicConfig = TaggedError<'CyclicConfig', { readonly side: 'desired' | 'actual'; readonly path: string }>;
/** Makes a {@link CyclicConfig}. */
export const cyclicConfig: MakeError<CyclicConfig> = defineError<CyclicConfig>(
  'CyclicConfig',
  (f) => `the ${f.side} configuration contains itself at or below ${show(f.path)}; expected a tree of plain values`,
);

/** A value that refused to be read: a getter, a proxy or a comparator threw. */
export type UnreadableConfig = TaggedError<'UnreadableConfig', { readonly path: string; readonly reason: string }>;
/** Makes an {@link UnreadableConfig}. */
export const unreadableConfig: MakeError<UnreadableConfig> = defineError<UnreadableConfig>(
  'UnreadableConfig',
  (f) => `the configurations cannot be compared at or below ${show(f.path)}: ${f.reason}`,
);

/** What can go wrong in comparing two configurations or in making the rules for it. */
export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

/** A patch that does not fit the configuration it is applied to: the world has changed since it was made. */
export type PatchRefused = TaggedError<'PatchRefused', { readonly path: string; readonly reason: string }>;
/** Makes a {@link PatchRefused}. */
export const patchRefused: MakeError<PatchRefused> = defineError<PatchRefused>(
  'PatchRefused',
  (f) => `the patch does not fit at ${show(f.path)}: ${f.reason}`,
);

/** A patch with a redacted value of another process: what stands behind it must be given. */
export type RedactedPatch = TaggedError<'RedactedPatch', { readonly path: string }>;
/** Makes a {@link RedactedPatch}. */
export const redactedPatch: MakeError<RedactedPatch> = defineError<RedactedPatch>(
  'RedactedPatch',
  (f) => `the patch holds a redacted value at ${show(f.path)}; expected the declared configuration and the digest key`,
);

/** A resource id that more than one tenant has, asked for without naming the tenant. */
export type AmbiguousResource = TaggedError<'AmbiguousResource', { readonly resourceId: string }>;
/** Makes an {@link AmbiguousResource}. */
export const ambiguousResource: MakeError<AmbiguousResource> = defineError<AmbiguousResource>(
  'AmbiguousResource',
  (f) => `more than one tenant has a resource ${show(f.resourceId)}; expected { resourceId, tenantId } to tell which`,
);

/** Drift history that is not what was written: an entry was changed, taken out or put in. */
export type TamperedHistory = TaggedError<
  'TamperedHistory',
  { readonly resourceId: string; readonly sequence: number; readonly reason: string }
>;
/** Makes a {@link TamperedHistory}. */
export const tamperedHistory: MakeError<TamperedHistory> = defineError<TamperedHistory>(
  'TamperedHistory',
  (f) => `the history of resource ${show(f.resourceId)} was tampered with at entry ${f.sequence}: ${f.reason}`,
);

/** A history that outlives the process, without the key under which its digests can be compared by the next one. */
export type MissingDigestKey = TaggedError<'MissingDigestKey', { readonly given: unknown }>;
/** Makes a {@link MissingDigestKey}. */
export const missingDigestKey: MakeError<MissingDigestKey> = defineError<MissingDigestKey>(
  'MissingDigestKey',
  (f) =>
    `invalid digestKey of the drift ports: expected a text of at least 16 characters, the same in every process, ` +
    `because the history outlives this one (or \`ephemeral: true\` on the history port), got ${typeof f.given}`,
);

/** A resource id that comes more than once where it must be unique. */
export type DuplicateResource = TaggedError<
  'DuplicateResource',
  { readonly resourceId: string; readonly side: 'desired' | 'actual' }
>;
/** Makes a {@link DuplicateResource}. */
export const duplicateResource: MakeError<DuplicateResource> = defineError<DuplicateResource>(
  'DuplicateResource',
  (f) => `the ${f.side} state names resource ${show(f.resourceId)} twice; expected ids unique in the tenant`,
);

/** Everything that can go wrong in telling, remembering and mending drift, besides a port. */
export type DriftError =
  | CompareError
  | PatchRefused
  | RedactedPatch
  | AmbiguousResource
  | TamperedHistory
  | MissingDigestKey
  | DuplicateResource;
