import { allOf } from '../all-of.js';
import type { InvalidRule } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ResourceMarks } from '../model/resource-marks.js';
import { compileGlob, type Glob } from '../path/glob.js';
import { type DriftRules, extendRules } from '../rules/index.js';

/** Rules with what the schema of a resource adds to them. */
export interface MarkedRules {
  readonly rules: DriftRules;
  readonly sensitive: readonly Glob[];
  readonly createOnly: readonly Glob[];
}

// Resources of one type share their marks; more kinds than this are compiled anew.
const MAX_KEPT_MARKS = 500;

/** Adds marks to rules, each distinct set of marks once. */
export class RuleMarker {
  readonly #known = new Map<string, MarkedRules>();
  readonly #rules: DriftRules;

  constructor(rules: DriftRules) {
    this.#rules = rules;
  }

  with(marks: ResourceMarks | undefined): Either<InvalidRule, MarkedRules> {
    const key = JSON.stringify(marks ?? {});
    const known = this.#known.get(key);
    if (known !== undefined) return E.right(known);
    const made = addMarks(this.#rules, marks ?? {});
    if (E.isRight(made)) {
      if (this.#known.size >= MAX_KEPT_MARKS) this.#known.clear();
      this.#known.set(key, made.right);
    }
    return made;
  }
}

function addMarks(
  base: DriftRules,
  { unordered = [], computed = [], sensitive = [], createOnly = [] }: ResourceMarks,
): Either<InvalidRule, MarkedRules> {
  const rules =
    unordered.length + computed.length === 0 ? E.right(base) : extendRules(base, { unordered, ignore: computed });
  if (E.isLeft(rules)) return rules;
  const secret = allOf(sensitive.map(compileGlob));
  if (E.isLeft(secret)) return secret;
  const fixed = allOf(createOnly.map(compileGlob));
  if (E.isLeft(fixed)) return fixed;
  return E.right({ rules: rules.right, sensitive: secret.right, createOnly: fixed.right });
}

/** The marks of the declaration and of the provider together. */
export function joinMarks(
  left: ResourceMarks | undefined,
  right: ResourceMarks | undefined,
): ResourceMarks | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const both = (kind: keyof ResourceMarks): readonly string[] => [
    ...new Set([...(left[kind] ?? []), ...(right[kind] ?? [])]),
  ];
  return {
    sensitive: both('sensitive'),
    unordered: both('unordered'),
    computed: both('computed'),
    createOnly: both('createOnly'),
  };
}
