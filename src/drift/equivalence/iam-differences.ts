import type { Path } from '../path/segment.js';
import type { PartDifference } from './equivalence.js';
import { canonicalPolicy, readPolicy, statementsOf } from './iam-document.js';
import { canonicalElement, canonicalStatement } from './iam-statement.js';
import { type Fields, isFields } from '../fields.js';

/**
 * Where two policies given as data say different things: element by element, with the raw values of both sides, so that
 * a changed resource shows as `Statement[0].Resource`. Statements that say the same are matched first, in any order; of
 * the rest, those nearest to each other are two states of one statement when they share at least half their elements.
 */
export function policyDifferences(desired: unknown, actual: unknown): readonly PartDifference[] {
  const [want, have] = [readPolicy(desired) ?? {}, readPolicy(actual) ?? {}];
  return [...headDifferences(want, have), ...statementDifferences(want, have)];
}

function headDifferences(want: Fields, have: Fields): readonly PartDifference[] {
  const { Statement: _, ...wantHead } = want;
  const { Statement: __, ...haveHead } = have;
  const [canonicalWant, canonicalHave] = [canonicalPolicy(wantHead), canonicalPolicy(haveHead)];
  return elementsOf(canonicalWant, canonicalHave)
    .filter((element) => jsonText(canonicalWant[element]) !== jsonText(canonicalHave[element]))
    .map((element) => difference([element], [element], wantHead[element], haveHead[element]));
}

function statementDifferences(want: Fields, have: Fields): readonly PartDifference[] {
  const [left, right] = [statementsOf(want), statementsOf(have)];
  const waiting = new Map<string, number[]>();
  for (const [j, statement] of right.entries()) {
    const key = jsonText(canonicalStatement(statement));
    waiting.set(key, [...(waiting.get(key) ?? []), j]);
  }
  const removed = [...left.keys()].filter(
    (i) => waiting.get(jsonText(canonicalStatement(left[i])))?.shift() === undefined,
  );
  const added = [...waiting.values()].flat().sort((a, b) => a - b);
  const found: PartDifference[] = [];
  for (const i of removed) {
    const nearest = nearestOf(
      left[i],
      added.map((j) => right[j]),
    );
    if (nearest === undefined) found.push(difference(place(want, i), place(have, right.length), left[i], undefined));
    else {
      const [j] = added.splice(nearest, 1);
      found.push(...changedElements([place(want, i), place(have, j!)], left[i] as Fields, right[j!] as Fields));
    }
  }
  return [...found, ...added.map((j) => difference(place(have, j), place(have, j), undefined, right[j]))];
}

// A policy may have one statement that stands without a list.
const place = (policy: Fields, position: number): Path =>
  Array.isArray(policy['Statement']) ? ['Statement', position] : ['Statement'];

/** The statement that shares the most elements with this one, the first of equals; none if it shares less than half. */
function nearestOf(statement: unknown, others: readonly unknown[]): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [i, other] of others.entries()) {
    if (!isFields(statement) || !isFields(other)) continue;
    const elements = elementsOf(statement, other);
    const shared = elements.filter((element) => !differs(element, statement, other)).length;
    if (shared * 2 >= elements.length && shared > most) [best, most] = [i, shared];
  }
  return best;
}

const changedElements = (
  [path, actualPath]: readonly [Path, Path],
  want: Fields,
  have: Fields,
): readonly PartDifference[] =>
  elementsOf(want, have)
    .filter((element) => differs(element, want, have))
    .map((element) => difference([...path, element], [...actualPath, element], want[element], have[element]));

const differs = (element: string, want: Fields, have: Fields): boolean =>
  jsonText(canonicalElement(element, want[element])) !== jsonText(canonicalElement(element, have[element]));

const elementsOf = (left: Fields, right: Fields): readonly string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();

const difference = (path: Path, actualPath: Path, desired: unknown, actual: unknown): PartDifference => ({
  path,
  actualPath,
  driftType: desired === undefined ? 'key_added' : actual === undefined ? 'key_removed' : 'value_changed',
  desired,
  actual,
});

const jsonText = (value: unknown): string => JSON.stringify(value) ?? '';
