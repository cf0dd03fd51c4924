/** A change of a line after which nothing can be told apart, and why. */
export interface EquivalentMutant {
  readonly file: string;
  /** The line as it stands, without the blanks around it. */
  readonly line: string;
  /** What a part of it becomes. */
  readonly becomes: readonly string[];
  readonly why: string;
}

/** Survivors that no test can notice. */
export const EQUIVALENT: readonly EquivalentMutant[] = [
  {
    file: 'src/money/rational.ts',
    line: 'const divisor = d < 0n ? -common : common;',
    becomes: ['d <= 0n'],
    why: 'the denominator is never zero',
  },
  {
    file: 'src/money/rational.ts',
    line: 'let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];',
    becomes: ['a <= 0n', 'b <= 0n'],
    why: 'minus zero is zero',
  },
  {
    file: 'src/money/rational.ts',
    line: "export function divideRounded(n: bigint, d: bigint, mode: RoundingMode = 'halfEven'): bigint {",
    becomes: ['""'],
    why: 'what is none of the other modes is half to even',
  },
  {
    file: 'src/money/rational.ts',
    line: 'const [num, den] = d < 0n ? [-n, -d] : [n, d];',
    becomes: ['d <= 0n'],
    why: 'the divisor is never zero',
  },
  {
    file: 'src/money/rational.ts',
    line: "if (mode === 'halfUp') return num >= 0n ? down + 1n : down;",
    becomes: ['num > 0n'],
    why: 'zero leaves no half',
  },
  {
    file: 'src/money/units.ts',
    line: "const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');",
    becomes: ['units <= 0n'],
    why: 'minus zero is zero',
  },
  {
    file: 'src/money/units.ts',
    line: `if (Number.isSafeInteger(safe)) return fromSafeUnits(safe, scale);`,
    becomes: [`false`],
    why: 'the quicker way makes the same decimal',
  },
  {
    file: 'src/money/units.ts',
    line: `return new Decimal(scale === 0 ? units.toString() : \`\${units}e-\${scale}\`);`,
    becomes: [`false`],
    why: 'an exponent of minus zero changes nothing',
  },
  {
    file: 'src/money/units.ts',
    line: `for (let from = 0; from < list.length; from += CHUNK_LENGTH) {`,
    becomes: [`from <= list.length`],
    why: 'an empty list at the end adds nothing',
  },
  {
    file: 'src/money/units.ts',
    line: `return chunks.length === 1 ? chunks[0]! : ([] as Decimal[]).concat(...chunks);`,
    becomes: [`false`],
    why: 'a copy of the only list holds the same',
  },
  {
    file: 'src/money/units.ts',
    line: `const sign = units < 0 ? -1 : 1;`,
    becomes: [`units <= 0`],
    why: 'zero has been answered before',
  },
  {
    file: 'src/drift/path.ts',
    line: `return left < right ? -1 : 1;`,
    becomes: [`left <= right`],
    why: 'equal segments have been answered before',
  },
  {
    file: 'src/drift/path.ts',
    line: `if (known !== undefined) return known;`,
    becomes: [`false`],
    why: 'what is kept is what is worked out again',
  },
  {
    file: 'src/drift/path.ts',
    line: `if (keptKeys.size < MAX_KEPT_KEYS) keptKeys.set(key, word);`,
    becomes: [`true`, `false`, `keptKeys.size <= MAX_KEPT_KEYS`, `keptKeys.size >= MAX_KEPT_KEYS`],
    why: 'what is kept is what is worked out again',
  },
  {
    file: 'src/drift/path.ts',
    line: `if (typeof segment === 'number') text += \`[\${segment}]\`;`,
    becomes: [`false`, `""`],
    why: 'a number is no word, and reads the same as JSON',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (known !== undefined) return known;`,
    becomes: [`false`],
    why: 'what is kept is what is worked out again',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (MONTHS.size > 10_000) MONTHS.clear();`,
    becomes: [`true`, `false`, `MONTHS.size >= 10_000`, `MONTHS.size <= 10_000`],
    why: 'what is kept is what is worked out again',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (elapsed <= 0) return 0n;`,
    becomes: [`elapsed < 0`],
    why: 'nothing of an amount is nothing',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (elapsed >= term) return units;`,
    becomes: [`elapsed > term`],
    why: 'all of an amount is the amount',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (at < term.to) pieces.push({ from: at, to: term.to, owner: UNALLOCATED });`,
    becomes: [`true`, `at <= term.to`],
    why: 'a piece without length gets nothing',
  },
  {
    file: 'src/cost-allocation/time-rules.ts',
    line: `if (pieces.length === 1) return pieces;`,
    becomes: [`false`],
    why: 'a group of one is the one',
  },
  {
    file: 'src/cost-allocation/pool-graph.ts',
    line: `if (i === column || row[column]!.n === 0n) continue;`,
    becomes: [`false`],
    why: 'zero times a row takes nothing away',
  },
  {
    file: 'src/cost-allocation/pool-graph.ts',
    line: `if (lead[j]!.n !== 0n) row[j] = subtract(row[j]!, multiply(factor, lead[j]!));`,
    becomes: [`true`],
    why: 'zero takes nothing away',
  },
  {
    file: 'src/cost-allocation/pool-graph.ts',
    line: `.sort(([a], [b]) => (a < b ? -1 : 1))`,
    becomes: [`a <= b`],
    why: 'no pool stands twice',
  },
  {
    file: 'src/money/decimal.ts',
    line: 'if (input < MAX_BIGINT && input > -MAX_BIGINT) return checkRange(new Decimal(input.toString()), input);',
    becomes: ['true', 'input < MAX_BIGINT || input > -MAX_BIGINT', 'input <= MAX_BIGINT', 'input >= -MAX_BIGINT'],
    why: 'the range is checked again where the digits are written out, which only takes longer',
  },
  {
    file: 'src/money/decimal.ts',
    line: 'const isShort = value.d.length < 9 && Math.abs(value.e) < MAX_DIGITS / 2;',
    becomes: ['false', 'value.d.length <= 9', 'value.d.length >= 9', 'Math.abs(value.e) <= MAX_DIGITS / 2'],
    why: 'what is short is within the limits by the full count of its digits, too',
  },
  {
    file: 'src/money/decimal.ts',
    line: 'return value.s < 0 && value.isZero();',
    becomes: ['value.s <= 0'],
    why: 'a sign is 1 or -1',
  },
  {
    file: 'src/drift/severity.ts',
    line: 'exposure?.opened ?? [];',
    becomes: ['exposure.opened'],
    why: 'a region is named only where there is an exposure',
  },
  {
    file: 'src/drift/severity.ts',
    line: 'const matching = (rules?.table.severities ?? []).filter(',
    becomes: ['["Stryker was here"]'],
    why: 'a text names no type of resource, and matches none',
  },
  {
    file: 'src/drift/severity.ts',
    line: "const difference = { segments, actualSegments: segments, desiredValue: desired, actualValue: actual, driftType: '' };",
    becomes: ['"Stryker was here!"'],
    why: 'only an addition and a removal are told from the rest',
  },
  {
    file: 'src/drift/severity.ts',
    line: 'return judged?.severity === undefined ? undefined : { severity: judged.severity, sentence: judged.sentence };',
    becomes: ['judged.severity'],
    why: 'what throws here is answered with nothing, as is a policy that cannot be read',
  },
  {
    file: 'src/drift/severity.ts',
    line: "if (judgePolicies(policyOf(desired), policyOf(actual))?.severity !== 'critical') return undefined;",
    becomes: ['judgePolicies(policyOf(desired), policyOf(actual)).severity'],
    why: 'what throws here is answered with nothing, as is a policy that cannot be read',
  },
  {
    file: 'src/drift/severity.ts',
    line: "const region = { direction: 'ingress', protocol: 'all', ports: 'all', addresses: 'every address' };",
    becomes: ['""'],
    why: 'the sentence does not say the direction; the other texts are held by tests',
  },
  {
    file: 'src/drift/severity.ts',
    line: 'return { opened: [region], exposedToInternet: true, unchanged: false };',
    becomes: ['true'],
    why: 'what is open to the internet is critical before anybody asks whether something changed',
  },
  {
    file: 'src/drift/policies/compare-policies.ts',
    line: 'unresolved: [],',
    becomes: ['["Stryker was here"]'],
    why: 'both sides get the same, and only what differs counts',
  },
  {
    file: 'src/drift/policies/compare-policies.ts',
    line: "if (!canGain && !canLose) return { relation: 'equal', gained: [], lost: [] };",
    becomes: ['false'],
    why: 'where nothing can be gained or lost the search collects nothing',
  },
  {
    file: 'src/drift/policies/compare-policies.ts',
    line: 'actions?.members ?? [],',
    becomes: ['["Stryker was here"]'],
    why: 'the word is not longer than a text may be',
  },
  {
    file: 'src/drift/policies/iam-space.ts',
    line: 'if (this.#index.has(key)) return;',
    becomes: ['false'],
    why: 'the same list twice tells nothing more apart',
  },
  {
    file: 'src/drift/policies/iam-space.ts',
    line: "known.set('AWS *', { kind: 'AWS', text: '*' });",
    becomes: ['""'],
    why: 'everyone twice is everyone',
  },
  {
    file: 'src/drift/policies/iam-space.ts',
    line: ".join('');",
    becomes: ['"Stryker was here!"'],
    why: 'as many digits with the same words between them are told apart in the same way',
  },
  {
    file: 'src/drift/policies/iam-space.ts',
    line: 'for (const atom of atoms) if (!group.includes(atom)) next.push([...group, atom]);',
    becomes: ['true'],
    why: 'a value that is there twice tells nothing more, and its group is passed over',
  },
  {
    file: 'src/drift/policies/iam-space.ts',
    line: 'unknown.add(JSON.stringify([condition.operator.toLowerCase(), key, [...new Set(condition.values)].sort()]));',
    becomes: ['condition.operator.toUpperCase()'],
    why: 'either spelling is one for all cases',
  },
];
