import { type ConditionTerm, holdsOf, termOf } from './iam-conditions.js';
import { type IamPolicy, type IamPrincipal, type IamStatement, isAmong, type Named } from './iam-document.js';
import type { PolicyRequest } from './iam-evaluation.js';
import { type Assignment, fill } from './iam-variables.js';
import { atomsOf, type Language } from './languages.js';
import { wildcardPattern } from './patterns.js';
import { type Box, type BoxRule, lowest, type Space, type Work } from './search.js';
import { maskOf, type ValueAtoms, valueAtoms, type ValueSet } from './values.js';

/**
 * Two policies in one space: what their statements can tell apart of principals, actions, resources and each condition
 * key, as atoms with an example each, and every statement as a box of atoms.
 */
export interface IamSpace {
  readonly space: Space;
  /** The statements of each policy, in their order. */
  readonly rules: readonly (readonly BoxRule[])[];
  /** Whether the atoms are all there are. */
  readonly isComplete: boolean;
  /** The atoms of principals whom no statement names. */
  readonly anyone: bigint;
  readonly requestAt: (box: Box) => PolicyRequest;
}

/**
 * One part of a request: how many atoms it has, which have an example, and the atoms that an element of a statement
 * lets through.
 */
interface Part<Element> {
  readonly size: number;
  readonly proven: bigint;
  readonly isOpaque: boolean;
  readonly isComplete: boolean;
  readonly atomsFor: (element: Element) => bigint;
}

const MAX_VALUE_GROUPS = 256;

/** The languages of one element of a request, over all statements, with the atoms of each. */
class TextPart implements Part<Named<string>> {
  readonly #index = new Map<string, number>();
  readonly #languages: Language[] = [];
  readonly #ignoreCase: boolean;
  readonly #atoms: readonly { readonly mask: bigint; readonly text: string }[];
  readonly isComplete: boolean;
  readonly isOpaque = false;

  /** `domain`: the texts that there are at all. */
  constructor(domain: string, lists: readonly Named<string>[], ignoreCase: boolean, work: Work) {
    this.#ignoreCase = ignoreCase;
    this.#add([domain]);
    for (const { members } of lists) this.#add(members);
    const { atoms, isComplete } = atomsOf(this.#languages, work, ignoreCase);
    this.#atoms = atoms.filter(({ mask }) => (mask & 1n) === 1n);
    this.isComplete = isComplete;
  }

  #add(members: readonly string[]): void {
    const key = JSON.stringify(members);
    if (this.#index.has(key)) return;
    this.#index.set(key, this.#languages.length);
    this.#languages.push(members.map((member) => wildcardPattern(member, this.#ignoreCase)));
  }

  get size(): number {
    return this.#atoms.length;
  }

  get proven(): bigint {
    return all(this.size);
  }

  atomsFor({ not, members }: Named<string>): bigint {
    const at = BigInt(this.#index.get(JSON.stringify(members))!);
    return atomsWhere(this.#atoms, ({ mask }) => (((mask >> at) & 1n) === 1n) !== not);
  }

  textAt(atom: number): string {
    return this.#atoms[atom]!.text;
  }
}

const all = (count: number): bigint => (1n << BigInt(count)) - 1n;

function atomsWhere<A>(atoms: readonly A[], holds: (atom: A) => boolean): bigint {
  let set = 0n;
  for (const [i, atom] of atoms.entries()) if (holds(atom)) set |= 1n << BigInt(i);
  return set;
}

/** What spaces of the same policies have in common, so that it is worked out once. */
export class SharedAtoms {
  readonly #texts = new Map<string, TextPart>();
  readonly #values = new Map<string, ValueAtoms>();

  textPart(domain: string, lists: readonly Named<string>[], ignoreCase: boolean, work: Work): TextPart {
    const key = JSON.stringify([domain, lists.map(({ members }) => members)]);
    const part = this.#texts.get(key) ?? new TextPart(domain, lists, ignoreCase, work);
    this.#texts.set(key, part);
    return part;
  }

  valueAtoms(sets: readonly ValueSet[], work: Work): ValueAtoms {
    const key = JSON.stringify(sets.map((set) => set.key));
    const atoms = this.#values.get(key) ?? valueAtoms(sets, work);
    this.#values.set(key, atoms);
    return atoms;
  }
}

/** What filling in a text and setting up a statement costs, in steps of the work. */
const STEPS_A_TEXT = 5;
const STEPS_A_STATEMENT = 20;

/** The statements of both policies with their variables filled in. */
export function spaceOf(
  policies: readonly IamPolicy[],
  assignment: Assignment,
  shared: SharedAtoms,
  work: Work,
): IamSpace {
  const valueOf = (key: string): string | undefined => assignment.get(key);
  const filled = policies.map(({ hasVariables, statements }) =>
    statements.map((statement) => (hasVariables ? withValues(statement, valueOf) : statement)),
  );
  const statements = filled.flat();
  for (const { resources: named, conditions } of statements) {
    const texts = [...named.map(({ members }) => members), ...conditions.map(({ values }) => values)];
    work.take(texts.reduce((sum, { length }) => sum + STEPS_A_TEXT * length, STEPS_A_STATEMENT));
  }
  const principals = principalPart(statements);
  const actions = shared.textPart(
    '?*:?*',
    statements.flatMap(({ actions: named }) => named ?? []),
    true,
    work,
  );
  const resources = shared.textPart(
    '?*',
    statements.flatMap(({ resources: named }) => named),
    false,
    work,
  );
  const keys = keyParts(statements, assignment, shared, work);
  const parts: readonly Pick<Part<never>, 'size' | 'proven' | 'isOpaque' | 'isComplete'>[] = [
    principals,
    actions,
    resources,
    ...keys,
  ];
  const boxOf = (statement: IamStatement): Box => [
    statement.principals === undefined ? all(principals.size) : principals.atomsFor(statement.principals),
    statement.actions === undefined ? all(actions.size) : actions.atomsFor(statement.actions),
    statement.resources.reduce((atoms, resource) => atoms & resources.atomsFor(resource), all(resources.size)),
    ...keys.map((part) => part.atomsFor(statement)),
  ];
  return {
    space: {
      whole: parts.map(({ size }) => all(size)),
      proven: parts.map(({ proven }) => proven),
      opaque: parts.map(({ isOpaque }) => isOpaque),
    },
    rules: filled.map((list) => list.map((statement) => ({ allow: statement.allow, box: boxOf(statement) }))),
    isComplete: parts.every(({ isComplete }) => isComplete),
    anyone: principals.anyone,
    requestAt: (box) => {
      const context = keys.flatMap((part, i) => part.valuesAt(lowest(box[3 + i]!)));
      const principal = principals.at(lowest(box[0]!));
      return {
        ...(principal === undefined ? {} : { principal }),
        action: actions.textAt(lowest(box[1]!)),
        resource: resources.textAt(lowest(box[2]!)),
        ...(context.length === 0 ? {} : { context: Object.fromEntries(context) }),
      };
    },
  };
}

function withValues(statement: IamStatement, valueOf: (key: string) => string | undefined): IamStatement {
  const fillAll = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => fill(text, valueOf)).filter((text) => text !== undefined);
  return {
    ...statement,
    resources: statement.resources.map(({ not, members }) => ({ not, members: fillAll(members) })),
    conditions: statement.conditions.map((condition) => ({ ...condition, values: fillAll(condition.values) })),
  };
}

function principalPart(statements: readonly IamStatement[]): Part<Named<IamPrincipal>> & {
  readonly anyone: bigint;
  readonly at: (atom: number) => PolicyRequest['principal'];
} {
  const named = statements.flatMap(({ principals }) => principals?.members ?? []);
  const known = new Map<string, IamPrincipal>();
  for (const principal of named) known.set(`${principal.kind} ${principal.text}`, principal);
  const isNamed = statements.some(({ principals }) => principals !== undefined);
  known.set('AWS *', { kind: 'AWS', text: '*' });
  const atoms = [...known.values()];
  return {
    size: atoms.length,
    proven: all(atoms.length),
    isOpaque: false,
    isComplete: true,
    atomsFor: ({ not, members }) => atomsWhere(atoms, (atom) => isAmong(members, atom) !== not),
    anyone: isNamed ? atomsWhere(atoms, ({ kind, text }) => kind === 'AWS' && text === '*') : 0n,
    at: (atom) => {
      const { kind, text } = atoms[atom]!;
      if (!isNamed) return undefined;
      return kind === 'AWS' ? (/^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text) : { [kind]: text };
    },
  };
}

interface KeyPart extends Part<IamStatement> {
  readonly valuesAt: (atom: number) => readonly (readonly [string, string | readonly string[]])[];
}

/** A part for each condition key, and one for each condition whose operator is not known. */
function keyParts(
  statements: readonly IamStatement[],
  assignment: Assignment,
  shared: SharedAtoms,
  work: Work,
): readonly KeyPart[] {
  const spelled = new Map<string, string>([...assignment.keys()].map((key) => [key, key]));
  const opaque = new Set<string>();
  const termsOf = new Map<IamStatement, Map<string, ConditionTerm[]>>();
  const opaqueOf = new Map<IamStatement, Set<string>>();
  for (const statement of statements) {
    const terms = new Map<string, ConditionTerm[]>();
    const unknown = new Set<string>();
    for (const condition of statement.conditions) {
      const key = condition.key.toLowerCase();
      const term = termOf(condition, condition.values);
      if (term === undefined)
        unknown.add(JSON.stringify([condition.operator.toLowerCase(), key, [...new Set(condition.values)].sort()]));
      else {
        if (!terms.has(key)) terms.set(key, []);
        terms.get(key)!.push(term);
        if (!spelled.has(key) || spelled.get(key) === key) spelled.set(key, condition.key);
      }
    }
    termsOf.set(statement, terms);
    opaqueOf.set(statement, unknown);
    for (const text of unknown) opaque.add(text);
  }
  const parts = [...spelled].map(([key, spelling]) => {
    const terms = statements.flatMap((statement) => termsOf.get(statement)!.get(key) ?? []);
    return keyPart(
      spelling,
      terms,
      assignment.has(key) ? { value: assignment.get(key) } : undefined,
      (statement) => termsOf.get(statement)!.get(key),
      (sets) => shared.valueAtoms(sets, work),
      work,
    );
  });
  return [...parts, ...[...opaque].map((text) => opaquePart((statement) => opaqueOf.get(statement)!.has(text)))];
}

const opaquePart = (asks: (statement: IamStatement) => boolean): KeyPart => ({
  size: 2,
  proven: 0n,
  isOpaque: true,
  isComplete: true,
  atomsFor: (statement) => (asks(statement) ? 2n : 3n),
  valuesAt: () => [],
});

/** Values that a request may have for one key: none, one, or several where an operator for several is used with it. */
function keyPart(
  key: string,
  terms: readonly ConditionTerm[],
  fixed: { readonly value: string | undefined } | undefined,
  termsOf: (statement: IamStatement) => readonly ConditionTerm[] | undefined,
  atomsOfSets: (sets: readonly ValueSet[]) => ValueAtoms,
  work: Work,
): KeyPart {
  const sets = [...new Map(terms.flatMap(({ set }) => (set === undefined ? [] : [[set.key, set]]))).values()];
  const bits = new Map(sets.map((set, i) => [set.key, BigInt(i)]));
  const isInSet = (term: ConditionTerm, mask: bigint): boolean =>
    term.set !== undefined && ((mask >> bits.get(term.set.key)!) & 1n) === 1n;
  const { atoms, isComplete } = fixed === undefined ? atomsOfSets(sets) : fixedAtoms(sets, fixed.value);
  const isMulti = terms.some(({ quantifier, set }) => quantifier !== 'one' && set !== undefined);
  const others = fixed !== undefined && isMulti ? atomsOfSets(sets) : undefined;
  const groups = isMulti
    ? valueGroups(atoms, others?.atoms ?? atoms, terms, isInSet, work)
    : { groups: atoms.map((atom) => [atom]), isAll: true };
  const found: readonly (readonly { readonly mask: bigint; readonly value: string | undefined }[] | undefined)[] =
    fixed === undefined ? [undefined, ...groups.groups] : fixed.value === undefined ? [undefined] : groups.groups;
  return {
    size: found.length,
    proven: atomsWhere(found, (group) => group === undefined || group.every(({ value }) => value !== undefined)),
    isOpaque: false,
    isComplete: isComplete && groups.isAll && (others?.isComplete ?? true),
    atomsFor: (statement) => {
      const asked = termsOf(statement);
      if (asked === undefined) return all(found.length);
      work.take(found.length * asked.length);
      return atomsWhere(found, (group) =>
        asked.every((term) =>
          holdsOf(
            term,
            group?.map(({ mask }) => isInSet(term, mask)),
          ),
        ),
      );
    },
    valuesAt: (atom) => {
      const values = found[atom]?.map(({ value }) => value!);
      return values === undefined ? [] : [[key, values.length === 1 ? values[0]! : values]];
    },
  };
}

const fixedAtoms = (sets: readonly ValueSet[], value: string | undefined): ValueAtoms => ({
  atoms: value === undefined ? [] : [{ mask: maskOf(sets, value), value }],
  isComplete: true,
});

/**
 * Sets of values that the terms tell apart. What holds of a union follows from its parts, so that they grow one value
 * at a time.
 */
function valueGroups<A extends { readonly mask: bigint }>(
  firsts: readonly A[],
  atoms: readonly A[],
  terms: readonly ConditionTerm[],
  isInSet: (term: ConditionTerm, mask: bigint) => boolean,
  work: Work,
): { readonly groups: readonly (readonly A[])[]; readonly isAll: boolean } {
  const signature = (group: readonly A[]): string =>
    terms
      .map((term) =>
        Number(
          holdsOf(
            term,
            group.map(({ mask }) => isInSet(term, mask)),
          ),
        ),
      )
      .join('');
  const found = new Map<string, readonly A[]>();
  let level: readonly (readonly A[])[] = firsts.map((atom) => [atom]);
  while (level.length > 0) {
    const next: (readonly A[])[] = [];
    for (const group of level) {
      const key = signature(group);
      if (found.has(key)) continue;
      if (found.size >= MAX_VALUE_GROUPS || !work.take(terms.length * group.length))
        return { groups: [...found.values()], isAll: false };
      found.set(key, group);
      for (const atom of atoms) if (!group.includes(atom)) next.push([...group, atom]);
    }
    level = next;
  }
  return { groups: [...found.values()], isAll: true };
}
