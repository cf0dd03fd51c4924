import { parseOperator, termOf } from './iam-conditions.js';
import type { IamPolicy } from './iam-document.js';
import { meetingParts, otherCharacter } from './languages.js';
import { literalPattern, type Pattern, wildcardPattern, withRunsAs } from './patterns.js';
import type { Work } from './search.js';
import { textSet, valueAtoms, type ValueSet } from './values.js';

/**
 * Policy variables (`${aws:username}`). Their values tie a resource to a key of the context, so that the sets of a
 * policy depend on them. Each gets the values that may make a difference: one that nothing else mentions, those that
 * meet the texts standing in its place elsewhere, one for every combination of the conditions on its own key, and none
 * at all.
 */

/** The values of the variables of one try, by key in lower case; `undefined` where the key is absent. */
export type Assignment = ReadonlyMap<string, string | undefined>;

const VARIABLE = /\$\{([^*?$}][^}]*)\}/g;
const PARTS = /^\s*([^,]+?)\s*(?:,\s*'(.*)'\s*)?$/;

/** A text with its variables filled in, each value word for word; undefined where a variable has no value. */
export function fill(text: string, valueOf: (key: string) => string | undefined): string | undefined {
  let isMissing = false;
  const filled = text.replace(VARIABLE, (_, inner: string) => {
    const [, key = inner, otherwise] = PARTS.exec(inner) ?? [];
    const value = valueOf(key.toLowerCase()) ?? otherwise;
    isMissing ||= value === undefined;
    return (value ?? '').replace(/[*?$]/g, (char) => `\${${char}}`);
  });
  return isMissing ? undefined : filled;
}

/** The keys of the variables in a text, in lower case. */
export const variablesIn = (text: string): readonly string[] =>
  text.includes('${')
    ? [...text.matchAll(VARIABLE)].map(([, inner]) => (PARTS.exec(inner!)?.[1] ?? inner!).toLowerCase())
    : [];

/** Texts that stand in the same place of a request: the resources, or the values of one key. */
interface Place {
  readonly key: string;
  readonly texts: Set<string>;
}

const MAX_ASSIGNMENTS = 96;
const MAX_MEETING = 48;

/** The assignments to try, the plainest first, and whether there are no others that could make a difference. */
export function assignmentsOf(
  policies: readonly IamPolicy[],
  work: Work,
): { readonly assignments: readonly Assignment[]; readonly isComplete: boolean } {
  const places = placesOf(policies);
  const keys = [...new Set(places.flatMap(({ texts }) => [...texts].flatMap(variablesIn)))].sort();
  if (keys.length === 0) return { assignments: [new Map()], isComplete: true };
  const unusual = freshCharacters(places, keys.length);
  let isComplete = true;
  const candidates = keys.map((key, i) => {
    const { parts, isAll } = meetingTexts(key, places, work);
    const own = ownSets(key, policies);
    const found = valueAtoms([...own, ...parts.map((part) => textSet([part]))], work);
    isComplete &&= isAll && found.isComplete;
    const spelled = own.flatMap((set) =>
      'language' in set ? set.language.map((pattern) => withRunsAs(pattern, unusual[i]!)) : [],
    );
    const values = found.atoms.map(({ value }) => value).filter((value) => value !== undefined);
    return [...new Set<string | undefined>([unusual[i]!, ...spelled, ...values, undefined])];
  });
  // Two variables may have the same value.
  if (keys.length > 1)
    for (const values of candidates) for (const value of unusual) if (!values.includes(value)) values.push(value);
  const assignments = combinations(candidates, MAX_ASSIGNMENTS);
  const count = candidates.reduce((product, { length }) => product * length, 1);
  return {
    assignments: assignments.map((values) => new Map(keys.map((key, i) => [key, values[i]]))),
    isComplete: isComplete && count <= MAX_ASSIGNMENTS,
  };
}

function placesOf(policies: readonly IamPolicy[]): readonly Place[] {
  const places = new Map<string, Place>();
  const add = (key: string, texts: readonly string[]): void => {
    const place = places.get(key) ?? { key, texts: new Set() };
    for (const text of texts) place.texts.add(text);
    places.set(key, place);
  };
  for (const { hasVariables, statements } of policies) {
    // Without variables a `$` is a `$`: written so that it cannot be read as the beginning of one.
    const read = (texts: readonly string[]): readonly string[] =>
      hasVariables ? texts : texts.map((text) => text.replace(VARIABLE, (whole) => `\${$}${whole.slice(1)}`));
    for (const { resources, conditions } of statements) {
      for (const { members } of resources) add('', read(members));
      for (const { key, values } of conditions) add(key.toLowerCase(), read(values));
    }
  }
  return [...places.values()];
}

/** A character for each variable that no text mentions, so that only wildcards match it. */
function freshCharacters(places: readonly Place[], count: number): readonly string[] {
  const taken = new Set(
    places.flatMap(({ texts }) => [...texts].flatMap((text) => [...text.replace(VARIABLE, '').toLowerCase()])),
  );
  return Array.from({ length: count }, () => {
    const char = otherCharacter(taken);
    taken.add(char);
    return char;
  });
}

/** The conditions on the key of a variable itself. */
function ownSets(key: string, policies: readonly IamPolicy[]): readonly ValueSet[] {
  const sets = new Map<string, ValueSet>();
  for (const condition of policies.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions))) {
    if (condition.key.toLowerCase() !== key || parseOperator(condition.operator) === undefined) continue;
    const set = termOf(
      condition,
      condition.values.filter((value) => variablesIn(value).length === 0),
    )?.set;
    if (set !== undefined) sets.set(set.key, set);
  }
  return [...sets.values()];
}

/**
 * What other texts have where a text has the variable: `alice` and `b*` for `home/${u}/*` beside `home/alice/*` and
 * `home/b*`.
 */
function meetingTexts(
  key: string,
  places: readonly Place[],
  work: Work,
): { readonly parts: readonly Pattern[]; readonly isAll: boolean } {
  const parts = new Map<string, Pattern>();
  const open = (text: string): Pattern => wildcardPattern(text.replace(VARIABLE, '*'));
  for (const { texts } of places) {
    for (const text of texts) {
      for (const { index, 0: whole, 1: inner } of text.matchAll(VARIABLE)) {
        const [, name = inner!, otherwise] = PARTS.exec(inner!) ?? [];
        if (name.toLowerCase() !== key) continue;
        if (otherwise !== undefined) parts.set(otherwise, literalPattern(otherwise));
        const [before, after] = [open(text.slice(0, index)), open(text.slice(index + whole.length))];
        if (!work.take(text.length)) return { parts: [...parts.values()], isAll: false };
        for (const other of texts) {
          if (other === text && variablesIn(text).length === 1) continue;
          for (const part of meetingParts(before, after, open(other), work)) parts.set(part.key, part);
          if (parts.size > MAX_MEETING || work.isSpent)
            return { parts: [...parts.values()].slice(0, MAX_MEETING), isAll: false };
        }
      }
    }
  }
  return { parts: [...parts.values()], isAll: true };
}

/** All ways to take one of each list, the first of each first; no more than `limit`. */
function combinations<A>(lists: readonly (readonly A[])[], limit: number): readonly (readonly A[])[] {
  let rows: (readonly A[])[] = [[]];
  for (const list of lists) rows = list.flatMap((value) => rows.map((row) => [...row, value])).slice(0, limit);
  return rows;
}
