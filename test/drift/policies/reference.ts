/**
 * A second evaluator of IAM policies, for tests: written on regular expressions from the IAM reference, without a line
 * of
 * the library. It knows what the random policies of the tests use.
 */
export interface TestStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface TestPolicy {
  readonly Version?: string;
  readonly Statement: readonly TestStatement[];
}

export interface TestRequest {
  readonly principal?: string | Readonly<Record<string, string>>;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

const many = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

const compiled = new Map<string, RegExp>();

function like(pattern: string, text: string, flags = 's'): boolean {
  const key = `${flags} ${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern.replace(/\$\{([*?$])\}|[\s\S]/g, (part, escaped: string | undefined) =>
      escaped !== undefined
        ? `\\${escaped}`
        : part === '*'
          ? '.*'
          : part === '?'
            ? '.'
            : part.replace(/[\\^$.|+()[\]{}]/, '\\$&'),
    );
    expression = new RegExp(`^${source}$`, flags);
    compiled.set(key, expression);
  }
  return expression.test(text);
}

type Values = (key: string) => readonly string[] | undefined;

function substitute(text: string, policy: TestPolicy, values: Values): string | null {
  if (policy.Version !== '2012-10-17') return text;
  let whole: string | null = '';
  let last = 0;
  for (const match of text.matchAll(/\$\{([a-z][^,}]*)(?:, *'([^']*)')?\}/gi)) {
    const value = values(match[1]!)?.[0] ?? match[2];
    if (value === undefined) return null;
    whole += text.slice(last, match.index) + value.replace(/[*?$]/g, '${$&}');
    last = match.index + match[0].length;
  }
  return whole + text.slice(last);
}

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const COMPARE: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted.replace(/\$\{([*?$])\}/g, '$1'),
  StringEqualsIgnoreCase: (value, wanted) =>
    value.toLowerCase() === wanted.replace(/\$\{([*?$])\}/g, '$1').toLowerCase(),
  StringLike: (value, wanted) => like(wanted, value),
  ArnLike: (value, wanted) => {
    const [have, want] = [value, wanted].map((text) => [
      ...text.split(':').slice(0, 5),
      text.split(':').slice(5).join(':'),
    ]);
    return (
      value.split(':').length > 5 && wanted.split(':').length > 5 && want!.every((part, i) => like(part, have![i]!))
    );
  },
  Bool: (value, wanted) => value === wanted.toLowerCase(),
  NumericEquals: (value, wanted) => Number(value) === Number(wanted),
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericGreaterThanEquals: (value, wanted) => Number(value) >= Number(wanted),
  DateLessThanEquals: (value, wanted) => new Date(value) <= new Date(wanted),
  DateGreaterThan: (value, wanted) => new Date(value) > new Date(wanted),
  IpAddress: (value, wanted) => {
    if (value.includes(':')) return false;
    const [base, bits] = wanted.split('/');
    const size = 2 ** (32 - Number(bits));
    return Math.floor(number(value) / size) === Math.floor(number(base!) / size);
  },
};

function meets(operator: string, wanted: readonly string[], values: readonly string[] | undefined): boolean {
  const name = operator.replace(/^For\w+:/, '').replace(/IfExists$/, '');
  if (name === 'Null') return (values === undefined) === (wanted[0] === 'true');
  const compare = COMPARE[name.replace('Not', '')]!;
  const passes = (value: string): boolean => wanted.some((one) => compare(value, one)) !== name.includes('Not');
  if (operator.startsWith('ForAllValues:')) return (values ?? []).every(passes);
  if (values === undefined)
    return operator.endsWith('IfExists') || (name.includes('Not') && !operator.startsWith('ForAny'));
  return values.some(passes);
}

function names(principals: unknown, asked: TestRequest['principal']): boolean {
  const [kind, text] = typeof asked === 'object' ? Object.entries(asked)[0]! : ['AWS', asked ?? '*'];
  const lists = principals === '*' ? { AWS: '*' } : (principals as Readonly<Record<string, unknown>>);
  return Object.entries(lists).some(([own, members]) =>
    many(members).some((member) => {
      if (member === '*') return own === 'AWS' || own === kind;
      const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(member)?.[1];
      return (
        own === kind &&
        (member === text ||
          (account !== undefined && (text === account || new RegExp(`^arn:aws:(iam|sts)::${account}:`).test(text))))
      );
    }),
  );
}

/** Whether a policy lets a request through. */
export function lets(policy: TestPolicy, request: TestRequest): boolean {
  const context = Object.fromEntries(
    Object.entries(request.context ?? {}).map(([key, value]) => [key.toLowerCase(), many(value)]),
  );
  const values: Values = (key) => context[key.toLowerCase()];
  const among = (patterns: unknown, text: string): boolean =>
    many(patterns).some((pattern) => {
      const filled = substitute(pattern, policy, values);
      return filled !== null && like(filled, text);
    });
  const hits = policy.Statement.filter(
    (one) =>
      (one.Principal === undefined || names(one.Principal, request.principal)) &&
      (one.NotPrincipal === undefined || !names(one.NotPrincipal, request.principal)) &&
      (one.Action === undefined || many(one.Action).some((pattern) => like(pattern, request.action, 'si'))) &&
      (one.NotAction === undefined || !many(one.NotAction).some((pattern) => like(pattern, request.action, 'si'))) &&
      (one.Resource === undefined || among(one.Resource, request.resource)) &&
      (one.NotResource === undefined || !among(one.NotResource, request.resource)) &&
      Object.entries(one.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => {
          const filled = many(wanted)
            .map((text) => substitute(text, policy, values))
            .filter((text) => text !== null);
          return meets(operator, filled, values(key));
        }),
      ),
  );
  return hits.some(({ Effect }) => Effect === 'Allow') && !hits.some(({ Effect }) => Effect === 'Deny');
}
