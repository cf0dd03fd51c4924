import {
  constructFromEvents,
  defineScalarTag,
  EVENT_ID,
  FAILSAFE_SCHEMA,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  YAMLException,
} from 'js-yaml';

/** One document of a text: its data, or why it has none. */
export interface ParsedDocument {
  /** From 1. */
  readonly document: number;
  /** The line on which it begins, or the one at fault, from 1. */
  readonly line: number;
  readonly data?: unknown;
  readonly problem?: string;
}

const MAX_DEPTH = 500;
const MAX_MERGED_KEYS = 100_000;
// Anchors can stand for one another: more values than this, and ten times as many as are written, are refused.
const MAX_VALUES = 1_000_000;

/**
 * The documents of a YAML text as kubectl reads them: YAML 1.1 words for true and false (`yes`, `on`, `y`), octal
 * numbers (`0644`), merge keys, dates as texts. Whole numbers beyond 2^53 are bigints. A key that comes twice, nesting
 * deeper than 500 and anchors that multiply to millions of values are problems.
 */
export function parseYaml(text: string): readonly ParsedDocument[] {
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const lines = startLines(text, events);
    const limits = { schema: SCHEMA, maxTotalMergeKeys: MAX_MERGED_KEYS };
    return constructFromEvents(events, { source: text, ...limits }).map((data, i) => {
      const place = { document: i + 1, line: lines[i] ?? 1 };
      const problem = problemOfSize(data);
      return problem === undefined ? { ...place, data } : { ...place, problem };
    });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) return [{ document: 1, line: 1, problem: 'it is not YAML' }];
    const line = (cause.mark?.line ?? 0) + 1;
    return [{ document: documentAt(text, line), line, problem: cause.reason }];
  }
}

/** The lines on which the documents have their first content. */
function startLines(text: string, events: ReturnType<typeof parseEvents>): readonly number[] {
  const lines: number[] = [];
  let [line, offset] = [1, 0];
  for (const [i, { type }] of events.entries()) {
    if (type !== EVENT_ID.DOCUMENT) continue;
    const first = events[i + 1];
    const start =
      first === undefined ? -1 : 'start' in first ? first.start : 'valueStart' in first ? first.valueStart : -1;
    for (; offset < start; offset++) if (text.charCodeAt(offset) === 10) line++;
    lines.push(line);
  }
  return lines;
}

/** Which document a line belongs to, by the markers above it. */
function documentAt(text: string, line: number): number {
  const above = text.split('\n').slice(0, line);
  const markers = above.filter((one) => /^---(?:\s|$)/.test(one)).length;
  const first = above.find((one) => !/^\s*(?:#.*)?$/.test(one)) ?? '';
  return Math.max(1, markers + (first.startsWith('---') ? 0 : 1));
}

/** Why data is too large to be walked through; what an anchor stands for is counted wherever it stands. */
export function problemOfSize(data: unknown): string | undefined {
  const sizes = new Map<object, number>();
  let written = 0;
  const sizeOf = (value: unknown, depth: number): number => {
    written++;
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return Number.NaN;
    // An anchor inside itself has no size, like what is too deep.
    sizes.set(value, Number.NaN);
    let size = 1;
    for (const member of Object.values(value)) size += sizeOf(member, depth + 1);
    sizes.set(value, size);
    return size;
  };
  const size = sizeOf(data, 0);
  if (Number.isNaN(size)) return `it is nested deeper than ${MAX_DEPTH} levels`;
  return size > Math.max(MAX_VALUES, 10 * written) ? `its anchors stand for more than ${MAX_VALUES} values` : undefined;
}

const scalarTag = <A>(name: string, pattern: RegExp, read: (text: string) => A) =>
  defineScalarTag<A>(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    resolve: (text) => (pattern.test(text) ? read(text) : NOT_RESOLVED),
    identify: () => false,
  });

const INTEGER = /^[-+]?(?:0[bB][01_]+|0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|[1-9][0-9_]*|0)$/;
const FLOAT =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TRUE = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const MAX_DIGITS = 1_000;

// The plain scalars of go-yaml 2, with which kubectl and the API server read YAML.
const SCHEMA = FAILSAFE_SCHEMA.withTags(
  mergeTag,
  scalarTag('null', /^(?:~|null|Null|NULL)?$/, () => null),
  scalarTag('bool', new RegExp(`${TRUE.source}|${FALSE.source}`), (text) => TRUE.test(text)),
  scalarTag('int', INTEGER, toInteger),
  scalarTag('float', FLOAT, toFloat),
);

function toInteger(text: string): number | bigint | string {
  const digits = text.replace(/[_+-]/g, '').toLowerCase();
  if (digits.length > MAX_DIGITS || /^0[box]$/.test(digits)) return text;
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  const whole = text.startsWith('-') ? -value : value;
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

function toFloat(text: string): number {
  const named = text.toLowerCase().replace('+', '');
  return named === '.inf' ? Infinity : named === '-.inf' ? -Infinity : named === '.nan' ? Number.NaN : Number(text);
}
