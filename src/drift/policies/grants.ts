import { compareText } from '../plain-data.js';
import type { PolicyRelation } from './compare-policies.js';
import { wildcardPattern } from './patterns.js';
import { type Box, lowest, requestFinder, Work } from './search.js';
import { textSet, valueAtoms, type ValueSet } from './values.js';

/**
 * Permissions of any system in one form: a grant lets through the requests whose parts all lie in its sets. Two lists
 * of grants are compared by what they let through together, whatever their number, order and wording.
 */
export interface Grant {
  readonly allow: boolean;
  /** What each part of a request has to lie in, and outside of; a part that is not named may be anything. */
  readonly parts: Readonly<Record<string, readonly PartTerm[]>>;
  /** Conditions that cannot be read, word for word: equal ones hold together. */
  readonly opaque?: readonly string[];
}

export interface PartTerm {
  readonly set: ValueSet;
  readonly not: boolean;
}

/** A request by its parts. */
export type GrantRequest = Readonly<Record<string, string>>;

export interface GrantComparison {
  readonly relation: PolicyRelation;
  readonly gained: readonly GrantRequest[];
  readonly lost: readonly GrantRequest[];
  readonly undecided?: string;
}

const MAX_STEPS = 400_000;
const MAX_EXAMPLES = 20;

/** The texts that match one of some patterns with `*` and `?`. */
export const oneOf = (patterns: readonly string[], ignoreCase = false): PartTerm => ({
  set: textSet(patterns.map((pattern) => wildcardPattern(pattern, ignoreCase))),
  not: false,
});

/** The texts that match none of some patterns. */
export const noneOf = (patterns: readonly string[], ignoreCase = false): PartTerm => ({
  ...oneOf(patterns, ignoreCase),
  not: true,
});

/** A text whose `*`, `?` and `$` are the characters themselves. */
export const literally = (text: string): string => text.replace(/[*?$]/g, (char) => `\${${char}}`);

/**
 * Requests that only one of two lists of grants lets through. `familiar`: the values of a part that tell most, first;
 * `gravest`: what is looked for before any other request, made of familiar values.
 */
export function compareGrants(
  desired: readonly Grant[],
  actual: readonly Grant[],
  familiar: Readonly<Record<string, readonly string[]>> = {},
  gravest: readonly GrantRequest[] = [],
): GrantComparison {
  const [want, have] = [distinct(desired), distinct(actual)];
  const work = new Work(MAX_STEPS);
  const grants = [...want.values(), ...have.values()];
  const names = [...new Set(grants.flatMap(({ parts }) => Object.keys(parts)))].sort();
  const opaque = [...new Set(grants.flatMap((grant) => grant.opaque ?? []))].sort();
  const parts = names.map((name) => partOf(name, grants, familiar[name] ?? [], work));
  const boxOf = (grant: Grant): Box => [
    ...parts.map((part, i) => part.atomsFor(grant.parts[names[i]!] ?? [])),
    ...opaque.map((text) => (grant.opaque?.includes(text) === true ? 2n : 3n)),
  ];
  const whole = [...parts.map((part) => part.atomsFor([])), ...opaque.map(() => 3n)];
  const space = {
    whole,
    proven: whole.map((atoms, i) => (i < parts.length ? atoms : 0n)),
    opaque: whole.map((_, i) => i >= parts.length),
  };
  const isComplete = parts.every((part) => part.isComplete);
  const starts = gravest.map((request) =>
    whole.map((atoms, i) => {
      const word = request[names[i] ?? ''];
      return word === undefined ? atoms : parts[i]!.atomOf(word);
    }),
  );
  const side = (yes: ReadonlyMap<string, Grant>, no: ReadonlyMap<string, Grant>) => {
    const rulesOf = (side: ReadonlyMap<string, Grant>) =>
      [...side.values()].map((grant) => ({ allow: grant.allow, box: boxOf(grant) }));
    const [own, others] = [rulesOf(yes), rulesOf(no)];
    const sameDenials = [...no].every(([text, { allow }]) => allow || yes.has(text));
    const examples = new Map<string, GrantRequest>();
    const find = requestFinder(own, others, space, work);
    let isOpen = !isComplete;
    for (const [i, [text, { allow }]] of [...yes].entries()) {
      if (!allow || (sameDenials && no.has(text))) continue;
      const { box } = own[i]!;
      const first = starts.map((start) => find(box.map((atoms, at) => atoms & start[at]!)));
      const { found, open } = first.find((one) => one.found !== undefined) ?? find(box);
      isOpen ||= open;
      if (found === undefined) continue;
      const request = Object.fromEntries(names.map((name, at) => [name, parts[at]!.textIn(found[at]!)]));
      examples.set(JSON.stringify(request), request);
    }
    return { examples: [...examples].sort(([a], [b]) => compareText(a, b)).map(([, request]) => request), isOpen };
  };
  const [gained, lost] = [side(have, want), side(want, have)];
  const isWider = gained.examples.length > 0 || gained.isOpen;
  const isNarrower = lost.examples.length > 0 || lost.isOpen;
  const isUndecided = [gained, lost].some(({ examples, isOpen }) => isOpen && examples.length === 0);
  return {
    relation: isWider ? (isNarrower ? 'incomparable' : 'wider') : isNarrower ? 'narrower' : 'equal',
    gained: gained.examples.slice(0, MAX_EXAMPLES),
    lost: lost.examples.slice(0, MAX_EXAMPLES),
    ...(isUndecided
      ? { undecided: 'whether the permissions that run let more or less through could not be decided' }
      : {}),
  };
}

/** Each grant once, in an order that depends on what they say alone. */
function distinct(grants: readonly Grant[]): ReadonlyMap<string, Grant> {
  const textOf = ({ allow, parts, opaque = [] }: Grant): string =>
    JSON.stringify([
      allow,
      Object.entries(parts)
        .map(([name, terms]) => [name, terms.map(({ set, not }) => `${not} ${set.key}`).sort()])
        .sort(),
      [...opaque].sort(),
    ]);
  return new Map(grants.map((grant): [string, Grant] => [textOf(grant), grant]).sort(([a], [b]) => compareText(a, b)));
}

function partOf(name: string, grants: readonly Grant[], familiar: readonly string[], work: Work) {
  const sets = new Map<string, ValueSet>();
  for (const { parts } of grants) for (const { set } of parts[name] ?? []) sets.set(set.key, set);
  const isText = [...sets.values()].every(({ kind }) => kind === 'text');
  // Known words become atoms of their own, so that they can be shown where anything would do.
  if (isText) for (const word of familiar) sets.set(`familiar ${word}`, oneOf([literally(word)], true).set);
  const indexed = new Map([...sets.keys()].map((key, i) => [key, BigInt(i)]));
  const found = valueAtoms([...sets.values()], work.part(0.2));
  const atoms = found.atoms.filter(({ value }) => value !== undefined);
  const rank = ({ value }: { readonly value: string | undefined }): number => {
    const at = familiar.findIndex((word) => word.toLowerCase() === value!.toLowerCase());
    return at < 0 ? (value === '' ? Infinity : familiar.length) : at;
  };
  const ordered = [...atoms].sort(
    (a, b) => rank(a) - rank(b) || a.value!.length - b.value!.length || compareText(a.value!, b.value!),
  );
  return {
    isComplete: found.isComplete && atoms.length === found.atoms.length,
    atomsFor: (terms: readonly PartTerm[]): bigint => {
      let all = 0n;
      for (const [i, { mask }] of ordered.entries()) {
        if (terms.every(({ set, not }) => (((mask >> indexed.get(set.key)!) & 1n) === 1n) !== not))
          all |= 1n << BigInt(i);
      }
      return all;
    },
    atomOf: (word: string): bigint => {
      const at = ordered.findIndex(({ value }) => value!.toLowerCase() === word.toLowerCase());
      return at < 0 ? 0n : 1n << BigInt(at);
    },
    textIn: (set: bigint): string => ordered[lowest(set)]!.value!,
  };
}

/**
 * Roles and the permissions that they hold, for roles of the host's own: `{ 'projects/p/roles/deploy':
 * ['run.services.update'] }`.
 */
export type GoogleRoles = Readonly<Record<string, readonly string[]>>;
