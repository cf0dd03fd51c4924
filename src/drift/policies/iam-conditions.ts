import type { IamCondition } from './iam-document.js';
import { arnPattern, literalPattern, wildcardPattern } from './patterns.js';
import { flagSet, orderedSet, textSet, type ValueSet } from './values.js';
import {
  addressInterval,
  from,
  type Interval,
  type OrderedKind,
  parseInstant,
  parseNumber,
  rankOf,
  upTo,
} from './ordered-values.js';

/** One condition on one key, as a set of values and what has to lie in it. */
export interface ConditionTerm {
  /** The values of the key that pass; undefined for `Null`. */
  readonly set: ValueSet | undefined;
  /** The values that pass are those outside the set; for `Null`, the key has to be there. */
  readonly negated: boolean;
  readonly quantifier: 'one' | 'all' | 'any';
  readonly ifExists: boolean;
}

/** An operator in its parts; undefined for one that is not known. */
export function parseOperator(
  operator: string,
): { readonly name: string; readonly quantifier: 'one' | 'all' | 'any'; readonly ifExists: boolean } | undefined {
  const [, qualifier = '', name = '', exists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(operator) ?? [];
  const quantifier = /all/i.test(qualifier) ? 'all' : /any/i.test(qualifier) ? 'any' : 'one';
  const plain = name.toLowerCase();
  const isKnown = plain === 'null' || MAKERS.has(NEGATED.test(plain) ? plain.replace('not', '') : plain);
  return isKnown ? { name: plain, quantifier, ifExists: exists !== undefined } : undefined;
}

const NEGATED = /^(?:(?:string|arn|numeric|date)not(?:equals|equalsignorecase|like)|notipaddress)$/;

/**
 * What a condition asks of its key; undefined where its operator is not known. `values` are its values with variables
 * filled in, those without a value left out.
 */
export function termOf({ operator }: IamCondition, values: readonly string[]): ConditionTerm | undefined {
  const parsed = parseOperator(operator);
  if (parsed === undefined) return undefined;
  const { name, quantifier, ifExists } = parsed;
  if (name === 'null') {
    return { set: undefined, negated: values[0]?.toLowerCase() !== 'true', quantifier, ifExists };
  }
  return { set: MAKERS.get(name.replace('not', ''))!(values), negated: name.includes('not'), quantifier, ifExists };
}

/**
 * Whether a term holds of a key's values, told by whether each of them lies in the set; undefined where the key is
 * absent. Without the key `ForAllValues` holds, and so does a negated operator that is about one value.
 */
export function holdsOf(
  { set, negated, quantifier, ifExists }: ConditionTerm,
  inSet: readonly boolean[] | undefined,
): boolean {
  if (set === undefined) return (inSet === undefined) !== negated;
  if (inSet === undefined) return quantifier === 'all' || ifExists || (negated && quantifier === 'one');
  return quantifier === 'all' ? inSet.every((is) => is !== negated) : inSet.some((is) => is !== negated);
}

/** What the escapes of a wildcard mean where there are no wildcards. */
const unescaped = (text: string): string => text.replace(/\$\{([*?$])\}/g, '$1');

const literals =
  (ignoreCase: boolean) =>
  (values: readonly string[]): ValueSet =>
    textSet(values.map((value) => literalPattern(unescaped(value), ignoreCase)));

const wildcards = (values: readonly string[]): ValueSet => textSet(values.map((value) => wildcardPattern(value)));

const arns = (values: readonly string[]): ValueSet =>
  textSet(values.map(arnPattern).filter((pattern) => pattern !== undefined));

const addresses = (values: readonly string[]): ValueSet =>
  orderedSet(
    'address',
    values.map(addressInterval).filter((interval) => interval !== undefined),
  );

type Comparison = (kind: OrderedKind, place: bigint) => Interval;

const COMPARISONS: readonly (readonly [string, Comparison])[] = [
  ['equals', (_, place) => [place, place]],
  ['lessthan', (kind, place) => upTo(kind, place - 1n)],
  ['lessthanequals', (kind, place) => upTo(kind, place)],
  ['greaterthan', (kind, place) => from(kind, place + 1n)],
  ['greaterthanequals', (kind, place) => from(kind, place)],
];

const ordered =
  (kind: 'number' | 'date', compare: Comparison) =>
  (values: readonly string[]): ValueSet =>
    orderedSet(
      kind,
      values
        .map(kind === 'number' ? parseNumber : parseInstant)
        .filter((value) => value !== undefined)
        .map((value) => compare(kind, kind === 'number' ? rankOf(value) : BigInt(value))),
    );

/** The set of each operator, by its name in lower case without the `Not`. */
const MAKERS: ReadonlyMap<string, (values: readonly string[]) => ValueSet> = new Map([
  ['stringequals', literals(false)],
  ['stringequalsignorecase', literals(true)],
  ['stringlike', wildcards],
  ['binaryequals', literals(false)],
  ['bool', flagSet],
  ['arnequals', arns],
  ['arnlike', arns],
  ['ipaddress', addresses],
  ...COMPARISONS.flatMap(([name, compare]) =>
    (['number', 'date'] as const).map((kind): [string, (values: readonly string[]) => ValueSet] => [
      `${kind === 'number' ? 'numeric' : 'date'}${name}`,
      ordered(kind, compare),
    ]),
  ),
]);
