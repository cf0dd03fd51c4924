import type { Check, Expr, Keyword, Operand, Relation, Rule, RuleSet, Sum } from './rule-set.js';

/*
 * A line is `ID KEYWORD | sentence | check`; the keyword is left out where it is the first one of the sentence. A check
 * is
 *
 *   [CRITERION, …] check       applies where the provider supports all of the criteria
 *   ? reason                   cannot be decided from a file
 *   permission                 a MAY: nothing breaks it
 *   all ID ID …                broken exactly when one of the rules is; `-003-C` is of the same column
 *   + ID ID …                  more parts of a rule of the base
 *   EXPR if EXPR               the first must hold in every row in which the second does
 *
 * and an expression is made with `and`, `or`, `not`, parentheses and
 *
 *   COLUMN is [not] TEST       `null`, `present`, `blank`, `placeholder`, or a format of `compile-rules.ts`
 *   COLUMN in ("A", "B")       one of the values; `in LIST` of `rule-set.ts`, `in LIST of COLUMN` of a list with
 *   parents COLUMN matches /…/         `lacks` for the contrary; `unless FORMAT`: not looked at where the cell has the
 *   format A * B = C                  also `!=`, `<`, `<=`, `>`, `>=`; a side is a column, a number, "text" or a
 *   product A has one B                no value of A stands with two values of B
 *   A keys apart from B        no key of the JSON object in A is one of B's
 *   sum(A) = sum(A when EXPR) per B
 *   names(SET) match /…/       the names of the columns: all, standard, custom (x_), foreign; `come last`: in the
 *   header nulls are alike            the file writes null in one way
 *
 * `each(FORMAT)` stands for every column that the rules demand the format of, `each(any)` for all columns of FOCUS and
 * `each(any but COLUMN)` for all but one.
 * What a cell without a value is asked (its format, whether it is in a list, how large it is) is unknown, and a rule is
 * broken by what is false alone; a condition holds by what is true alone. `=` with a text is false of a null.
 */

const RELATIONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** The column that stands for each column of a format. */
export const EACH: RegExp = /^each\((.+)\)$/;

const KEYWORD = /\b(MUST NOT|MUST|SHOULD NOT|SHOULD|MAY|RECOMMENDED)\b/;
const parsed = new WeakMap<RuleSet, ReadonlyMap<string, Rule>>();

/** The rules of a version by their ids, in the order of the data; read once. */
export function parseRules(set: RuleSet): ReadonlyMap<string, Rule> {
  let rules = parsed.get(set);
  if (rules === undefined) parsed.set(set, (rules = readRules(set)));
  return rules;
}

/** The columns that a data set's rules know, in the order of the data. */
export function ruleColumns(rules: Iterable<Rule>): string[] {
  const names = new Set<string>();
  for (const { check } of rules)
    if (check.type === 'test') for (const name of columnsOf(check.expect)) if (!EACH.test(name)) names.add(name);
  return [...names];
}

/** The columns that an expression reads. */
export function columnsOf(expr: Expr): string[] {
  switch (expr.op) {
    case 'and':
    case 'or':
      return expr.parts.flatMap(columnsOf);
    case 'not':
      return columnsOf(expr.part);
    case 'compare':
      return [expr.left, expr.right].flatMap((side) => ('columns' in side ? side.columns : []));
    case 'parent':
      return [expr.child, expr.parent];
    case 'sums':
      return [expr.left.column, expr.right.column, expr.key];
    case 'list':
      return expr.parent === undefined ? [expr.column] : [expr.column, expr.parent];
    case 'keysApart':
      return [expr.column, expr.other];
    case 'names':
    case 'nulls':
      return [];
    default:
      return [expr.column];
  }
}

// A line that begins with blanks goes on from the one before.
const CONTINUED = /\n +/g;

function readRules({ base, prefix = '', without = [], rules: text }: RuleSet): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  if (base !== undefined) {
    for (const rule of parseRules(base).values()) {
      const column = rule.id.replace(/-[A-Z]-\d.*$/, '').replace(/^.*-/, '');
      const { check } = rule;
      const isGone =
        without.includes(rule.id) ||
        without.includes(column) ||
        (check.type === 'test' && columnsOf(check.expect).some((name) => without.includes(name)));
      if (isGone) continue;
      const renamed = check.type === 'composite' ? { ...check, parts: check.parts.map((id) => prefix + id) } : check;
      rules.set(prefix + rule.id, { ...rule, id: prefix + rule.id, check: renamed });
    }
  }
  for (const line of text.replaceAll(CONTINUED, ' ').split('\n')) {
    if (line.trim() === '') continue;
    const [head = '', sentence = '', ...rest] = line.split(' | ');
    const [id = '', ...given] = head.split(' ');
    const body = rest.join(' | ');
    if (body.startsWith('+ ')) {
      const rule = rules.get(id)!;
      if (rule.check.type === 'composite')
        rules.set(id, {
          ...rule,
          check: { ...rule.check, parts: [...rule.check.parts, ...partIds(id, body.slice(2))] },
        });
      continue;
    }
    const criteria = /^\[([^\]]+)\] /.exec(body);
    const keyword = given.length > 0 ? given.join(' ') : (KEYWORD.exec(sentence)?.[1] ?? 'MUST');
    rules.set(id, {
      id,
      keyword: keyword as Keyword,
      sentence,
      criteria: criteria === null ? [] : criteria[1]!.split(', '),
      check: readCheck(id, criteria === null ? body : body.slice(criteria[0].length)),
    });
  }
  for (const [id, rule] of rules)
    if (rule.check.type === 'composite')
      rules.set(id, { ...rule, check: { ...rule.check, parts: rule.check.parts.filter((part) => rules.has(part)) } });
  return rules;
}

function readCheck(id: string, text: string): Check {
  if (text.startsWith('? ')) return { type: 'undecidable', reason: text.slice(2) };
  if (text === 'permission') return { type: 'permission' };
  if (text.startsWith('all ')) return { type: 'composite', parts: partIds(id, text.slice(4)) };
  const tokens = new Tokens(text);
  const expect = readOr(tokens);
  const when = tokens.take('if') ? readOr(tokens) : undefined;
  if (tokens.peek() !== undefined) throw new Error(`${id}: cannot read ${text} from ${tokens.peek()} on`);
  return { type: 'test', text, expect, ...(when === undefined ? {} : { when }) };
}

function partIds(id: string, text: string): string[] {
  const stem = id.replace(/-\d+-[A-Z]$/, '');
  return text.split(' ').map((part) => (part.startsWith('-') ? stem + part : part));
}

const TOKEN = /\s*(?:(\/(?:[^/\\]|\\.)+\/)|("[^"]*")|(each\([A-Za-z -]+\))|(<=|>=|!=|[=<>*(),])|([^\s=<>*(),]+))/y;

class Tokens {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const match = TOKEN.exec(text);
      if (match === null) throw new Error(`cannot read ${text}`);
      this.#tokens.push(match[0].trim());
    }
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  next(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  take(...words: readonly string[]): boolean {
    const isThere = words.every((word, i) => this.#tokens[this.#at + i] === word);
    if (isThere) this.#at += words.length;
    return isThere;
  }
}

function readOr(tokens: Tokens): Expr {
  const parts = [readAnd(tokens)];
  while (tokens.take('or')) parts.push(readAnd(tokens));
  return parts.length === 1 ? parts[0]! : { op: 'or', parts };
}

function readAnd(tokens: Tokens): Expr {
  const parts = [readNot(tokens)];
  while (tokens.take('and')) parts.push(readNot(tokens));
  return parts.length === 1 ? parts[0]! : { op: 'and', parts };
}

function readNot(tokens: Tokens): Expr {
  if (tokens.take('not')) return { op: 'not', part: readNot(tokens) };
  if (!tokens.take('(')) return readAtom(tokens);
  const inner = readOr(tokens);
  tokens.take(')');
  return inner;
}

function readAtom(tokens: Tokens): Expr {
  if (tokens.take('names', '(')) {
    const set = tokens.next();
    tokens.take(')');
    return tokens.take('match')
      ? { op: 'names', set, pattern: readPattern(tokens) }
      : (tokens.take('come', 'last'), { op: 'names', set });
  }
  if (tokens.take('nulls', 'are', 'alike')) return { op: 'nulls' };
  if (tokens.take('sum')) return readSums(tokens);
  const left = readOperand(tokens);
  const column = 'columns' in left ? left.columns[0]! : '';
  if (tokens.take('is', 'not')) return { op: 'not', part: { op: 'is', column, test: tokens.next() } };
  if (tokens.take('is')) return { op: 'is', column, test: tokens.next() };
  if (tokens.take('keys', 'apart', 'from')) return { op: 'keysApart', column, other: tokens.next() };
  if (tokens.take('has', 'one')) return { op: 'parent', child: column, parent: tokens.next() };
  if (tokens.take('in', '(')) {
    const values: string[] = [];
    do values.push(tokens.next().slice(1, -1));
    while (tokens.take(','));
    tokens.take(')');
    return { op: 'in', column, values };
  }
  if (tokens.take('in')) {
    const list = tokens.next();
    return { op: 'list', column, list, ...(tokens.take('of') ? { parent: tokens.next() } : {}) };
  }
  for (const word of ['matches', 'lacks'])
    if (tokens.take(word)) {
      const pattern = readPattern(tokens);
      return {
        op: 'pattern',
        column,
        pattern,
        isMatch: word === 'matches',
        ...(tokens.take('unless') ? { unless: tokens.next() } : {}),
      };
    }
  const relation = tokens.next();
  if (!RELATIONS.has(relation)) throw new Error(`cannot read ${relation} behind ${column}`);
  return { op: 'compare', left, relation: relation as Relation, right: readOperand(tokens) };
}

function readPattern(tokens: Tokens): RegExp {
  return new RegExp(tokens.next().slice(1, -1), 'u');
}

function readSums(tokens: Tokens): Expr {
  const left = readSum(tokens);
  tokens.take('=');
  tokens.take('sum');
  const right = readSum(tokens);
  tokens.take('per');
  return { op: 'sums', left, right, key: tokens.next() };
}

function readSum(tokens: Tokens): Sum {
  tokens.take('(');
  const column = tokens.next();
  const when = tokens.take('when') ? readOr(tokens) : undefined;
  tokens.take(')');
  return { column, ...(when === undefined ? {} : { when }) };
}

function readOperand(tokens: Tokens): Operand {
  const first = tokens.next();
  if (first.startsWith('"')) return { value: first.slice(1, -1), isText: true };
  if (/^-?\d/.test(first)) return { value: first, isText: false };
  const columns = [first];
  while (tokens.take('*')) columns.push(tokens.next());
  return { columns };
}
