import { E, type Either } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { compareConfigs, compareWithRest } from './compare/compare-configs.js';
import type { CompareError, InvalidRule } from './errors.js';
import { exposureDelta, type ExposureDelta } from './exposure/exposure-delta.js';
import { compileGlob, type Glob } from './glob.js';
import type { Baseline, BaselineReference } from './model/accountability.js';
import {
  type ConfigDifference,
  type DriftRecord,
  type DriftType,
  needsEscalation,
  type PowerChange,
} from './model/drift-record.js';
import type { ResourceMarks } from './model/resource.js';
import { comparePaths, type Path, pointerSteps, printPath, toPointer } from './path.js';
import { allOf } from './plain-data.js';
import { powerChanges, type PowerVerdict } from './policies/permission-delta.js';
import { exposedSecret, isRedacted, placeIsSensitive, redact, redactSecret } from './redaction.js';
import { valueAt } from './remediation/apply-remediation.js';
import { isAutoRemediable, remedyText } from './remediation/remedy.js';
import type { DriftRules } from './rule-spec.js';
import { extendRules } from './rules.js';
import { isDefaultPolicy } from './security-fields.js';
import { classify } from './severity.js';
import { judgeSettings } from './settings/judge.js';
import { type BaselineDifference, compareWithBaseline } from './three-way.js';

/** What a configuration is held against its baseline by. */
interface BaselineSettings {
  readonly rules: DriftRules;
  readonly sensitive: readonly Glob[];
  readonly digestKey: string;
  readonly baseline?: Baseline | undefined;
}

/** A configuration as it may be stored: with everything sensitive behind a digest. */
export const redactWhole = (
  { resourceType }: { readonly resourceType: string },
  configuration: unknown,
  settings: Pick<BaselineSettings, 'sensitive' | 'digestKey'>,
): unknown => redact(configuration, [], configuration, { ...settings, resourceType });

/** What nobody declared and is not as it was accepted. Secrets are compared by their digests. */
function movedFromBaseline(
  resource: { readonly resourceType: string },
  desired: unknown,
  actual: unknown,
  settings: BaselineSettings,
): Either<CompareError, readonly BaselineDifference[]> {
  const { baseline, rules } = settings;
  if (baseline === undefined || desired === undefined || actual === undefined) return E.right([]);
  const [wanted, runs] = [desired, actual].map((side) => redactWhole(resource, side, settings));
  return E.map((differences: readonly BaselineDifference[]) =>
    differences
      .filter(({ undeclared }) => undeclared)
      .map((difference) => ofWholeSecret(difference, baseline.configuration, runs)),
  )(compareWithBaseline(wanted, baseline.configuration, runs, rules));
}

/** A difference inside what stands for a secret is one of the secret. */
function ofWholeSecret(difference: BaselineDifference, accepted: unknown, runs: unknown): BaselineDifference {
  const [segments, actualSegments] = [difference.segments.slice(0, -1), difference.actualSegments.slice(0, -1)];
  const [before, after] = [valueIn(accepted, segments), valueIn(runs, actualSegments)];
  if (!isRedacted(before) || !isRedacted(after)) return difference;
  return {
    path: printPath(segments),
    segments,
    pointer: toPointer(segments),
    actualSegments,
    driftType: 'value_changed',
    desiredValue: before,
    actualValue: after,
    undeclared: true,
  };
}

function valueIn(root: unknown, path: Path): unknown {
  const found = valueAt(root, toPointer(path));
  return E.isRight(found) ? found.right : undefined;
}

/** The configurations that a record came from, and how they were compared. */
export interface RecordOrigin {
  readonly desired: unknown;
  readonly actual: unknown;
  /** How many records the comparison gave. */
  readonly records: number;
  /** Whether a configuration still differs from the desired one. */
  readonly differs: (actual: unknown) => boolean;
  /** A value of the actual configuration as it may be shown. */
  readonly shown: (value: unknown, pointer: string) => unknown;
}

/**
 * Records stay plain data, and hold nothing secret; the configurations that they came from do. They are known by the
 * list of reasons, which a record and every copy with other fields share. With them a plan can guard every step and
 * prove that it ends in sync; a record that was stored and read again has them no more.
 */
const origins = new WeakMap<readonly string[], RecordOrigin>();

/** The origin that all of these records share, if they do. */
export function sharedOrigin(records: readonly DriftRecord[]): RecordOrigin | undefined {
  const origin = records[0] && origins.get(records[0].reasons);
  return records.every(({ reasons }) => origins.get(reasons) === origin) ? origin : undefined;
}

/** Whose configurations are compared, as the records name it. */
export interface DetectedResource {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly tenantId: string;
  readonly dependsOn?: readonly string[];
}

/** How drift is reported, and what the records are stamped with. */
export interface DetectionSettings extends MarkedRules {
  readonly digestKey: string;
  readonly detectedAt: EpochSeconds;
  /** Whether ignoredByRule are wanted: about twice the work. */
  readonly explain?: boolean;
  /** What was accepted of the values that nobody declared. */
  readonly baseline?: Baseline | undefined;
}

// Ids are the host's, and drawn when all records are there.
const NO_ID_YET = '';

export interface Detection {
  /** In document order; without ids, which whoever hands them out draws. */
  readonly records: readonly DriftRecord[];
  readonly ignoredByRule: Readonly<Record<string, number>>;
}

/**
 * The drift of one resource: where its configurations differ, how severe each difference is, what would undo it, with
 * nothing sensitive in clear. A configuration that is `undefined` or `null` as a whole is a resource that is not
 * there.
 */
export function detectDrift(
  resource: DetectedResource,
  desired: unknown,
  actual: unknown,
  settings: DetectionSettings,
): Either<CompareError, Detection> {
  const [wanted, runs] = [desired ?? undefined, actual ?? undefined];
  if (wanted === undefined && runs === undefined) return E.right({ records: [], ignoredByRule: {} });
  const found =
    wanted === undefined || runs === undefined
      ? compareWholeResource(wanted, runs, settings)
      : compareBoth(wanted, runs, settings);
  if (E.isLeft(found)) return found;
  const moved = movedFromBaseline(resource, wanted, runs, settings);
  if (E.isLeft(moved)) return moved;
  return E.map(({ differences: declared, passedOver, ignoredByRule }: FoundDifferences) => {
    const all = withMoved(declared, moved.right);
    const powers = powersOf([...all, ...passedOver], resource.resourceType, wanted, runs, settings);
    const differences = all.filter((difference) => powers.get(difference) !== 'same');
    const exposure =
      differences.length + passedOver.length > 0 ? exposureDelta(wanted, runs, resource.resourceType) : NO_EXPOSURE;
    const context = { resource, desired: wanted, actual: runs, settings, exposure, powers };
    const dangerous = passedOver.filter(
      (difference) => !differences.some((one) => isAtOrBelow(one, difference)) && isDangerous(difference, context),
    );
    const reported = dangerous.length === 0 ? differences : [...differences, ...dangerous].sort(byPlace);
    const records = reported.map((difference) => recordOf(difference, context));
    const origin = {
      desired: wanted,
      actual: runs,
      records: records.length,
      differs: (state: unknown) => differsFrom(wanted, state, resource.resourceType, settings),
      shown: (value: unknown, pointer: string) =>
        redact(value, pointerSteps(pointer) ?? [], runs ?? wanted, {
          ...settings,
          resourceType: resource.resourceType,
        }),
    };
    for (const { reasons } of records) origins.set(reasons, origin);
    const same = all.length - differences.length;
    return {
      records,
      ignoredByRule: same > 0 && settings.explain ? { ...ignoredByRule, [SAME]: same } : ignoredByRule,
    };
  })(found);
}

/** Differences in the wording of a policy that lets the same through, among those that rules ignored. */
const SAME = 'same_permissions';

const powersOf = <D extends WholeDifference>(
  differences: readonly D[],
  resourceType: string,
  desired: unknown,
  actual: unknown,
  settings: DetectionSettings,
): ReadonlyMap<D, PowerVerdict> =>
  powerChanges(differences, {
    resourceType,
    desired,
    actual,
    isShown: (value, path, root) => redact(value, path, root, { ...settings, resourceType }) === value,
  });

/** The differences with those from the baseline, each place once, in document order. */
function withMoved(
  differences: readonly WholeDifference[],
  moved: readonly WholeDifference[],
): readonly (WholeDifference & { readonly undeclared?: true })[] {
  if (moved.length === 0) return differences;
  const known = new Set(differences.map(({ pointer }) => pointer));
  const others = moved.filter(({ pointer }) => !known.has(pointer) && known.add(pointer));
  return [...differences, ...others].sort((left, right) => comparePaths(left.segments, right.segments));
}

interface FoundDifferences {
  readonly differences: readonly WholeDifference[];
  /** What one side alone has and the rules call no difference. */
  readonly passedOver: readonly WholeDifference[];
  readonly ignoredByRule: Readonly<Record<string, number>>;
}

type WholeDifference = Omit<ConfigDifference, 'driftType'> & { readonly driftType: DriftType };

const NO_EXPOSURE: ExposureDelta = { at: () => undefined };

function compareBoth(
  desired: unknown,
  actual: unknown,
  { rules, explain }: DetectionSettings,
): Either<CompareError, FoundDifferences> {
  return compareWithRest(desired, actual, rules, explain === true);
}

// Compared with itself, so that a value that refuses to be read is an error here too.
function compareWholeResource(
  desired: unknown,
  actual: unknown,
  { rules }: DetectionSettings,
): Either<CompareError, FoundDifferences> {
  const driftType = desired === undefined ? 'resource_extra' : 'resource_missing';
  const values = desired === undefined ? { actualValue: actual } : { desiredValue: desired };
  const difference: WholeDifference = { path: '', segments: [], pointer: '', actualSegments: [], driftType, ...values };
  const found: FoundDifferences = { differences: [difference], passedOver: [], ignoredByRule: {} };
  return E.map(() => found)(compareConfigs({ desired }, { actual }, rules));
}

function differsFrom(desired: unknown, state: unknown, resourceType: string, settings: DetectionSettings): boolean {
  if (desired === undefined || state === undefined) return desired !== state;
  const differences = compareConfigs(desired, state, settings.rules);
  if (E.isLeft(differences)) return true;
  const powers = powersOf(differences.right, resourceType, desired, state, settings);
  return differences.right.some((difference) => powers.get(difference) !== 'same');
}

interface RecordContext {
  readonly resource: DetectedResource;
  readonly desired: unknown;
  readonly actual: unknown;
  readonly settings: DetectionSettings;
  readonly exposure: ExposureDelta;
  readonly powers: ReadonlyMap<WholeDifference, PowerVerdict>;
}

const powersAt = ({ powers }: RecordContext, difference: WholeDifference): PowerChange | undefined => {
  const verdict = powers.get(difference);
  return verdict === 'same' ? undefined : verdict;
};

/**
 * Whether something that the rules call no difference, because nobody declared it, opens the resource all the same.
 * What a provider documents as its default
 * does not: the settings know those, and that everything may go out is the default of every cloud's firewall.
 */
function isDangerous(difference: WholeDifference, context: RecordContext): boolean {
  const { segments, actualSegments, driftType, desiredValue, actualValue } = difference;
  const { resource, desired, actual, exposure } = context;
  const opened = exposure.at(actualSegments);
  const change = {
    resourceType: resource.resourceType,
    segments,
    driftType,
    desired: desiredValue,
    actual: actualValue,
  };
  const settings = judgeSettings({ ...change, resource: { before: desired, after: actual } });
  const powers = powersAt(context, difference);
  return (
    settings.some(({ severity }) => needsEscalation(severity)) ||
    (powers !== undefined &&
      (powers.severity === 'critical' || (powers.severity === 'security' && !mayBeDeclaredElsewhere(segments))) &&
      !isDefaultPolicy(resource.resourceType, segments, actualValue)) ||
    opened?.opened.some(({ direction }) => direction === 'ingress') === true ||
    exposedSecret(desiredValue, actualValue, actualSegments) !== undefined
  );
}

/** Inline policies of a role or user are often resources of their own (`AWS::IAM::Policy`, `aws_iam_role_policy`). */
const mayBeDeclaredElsewhere = ([name]: Path): boolean =>
  typeof name === 'string' && /^(?:policies|inline_?policy|user_?policy_?list|role_?policy_?list)$/i.test(name);

/** Whether a difference stands at the place of another one or inside it. */
function isAtOrBelow(one: WholeDifference, other: WholeDifference): boolean {
  return other.segments.every((segment, i) => one.segments[i] === segment);
}

const byPlace = (left: WholeDifference, right: WholeDifference): number => comparePaths(left.segments, right.segments);

function recordOf(difference: WholeDifference & { readonly undeclared?: true }, context: RecordContext): DriftRecord {
  const { resource, desired, actual, settings, exposure: delta } = context;
  const { segments, actualSegments, driftType, desiredValue, actualValue } = difference;
  const rules = { ...settings, resourceType: resource.resourceType };
  // What is secret on one side is secret on the other, whatever stands there.
  const secretPlace = placeIsSensitive(desired, segments, rules) || placeIsSensitive(actual, actualSegments, rules);
  const want = secretPlace ? redactSecret(desiredValue, rules) : redact(desiredValue, segments, desired, rules);
  const have = secretPlace ? redactSecret(actualValue, rules) : redact(actualValue, actualSegments, actual, rules);
  const redacted = want !== desiredValue || have !== actualValue;
  const sensitive = isRedacted(want) || isRedacted(have);
  const exposure = delta.at(actualSegments);
  const powers = powersAt(context, difference);
  const exposed = exposedSecret(desiredValue, actualValue, actualSegments);
  const { severity, reasons } = classify(
    {
      resourceType: resource.resourceType,
      segments,
      driftType,
      desired: desiredValue,
      actual: actualValue,
      resource: { before: desired, after: actual },
      exposure,
      powers,
      exposedSecret: exposed,
      sensitive,
    },
    settings.rules,
  );
  const createOnly = settings.createOnly.some((glob) => glob.matches(segments));
  const record: DriftRecord = {
    driftId: NO_ID_YET,
    resourceId: resource.resourceId,
    resourceType: resource.resourceType,
    tenantId: resource.tenantId,
    driftType,
    severity,
    configPath: difference.path,
    pointer: difference.pointer,
    actualPointer: toPointer(actualSegments),
    ...(desiredValue !== undefined && { desiredValue: want }),
    ...(actualValue !== undefined && { actualValue: have }),
    detectedAt: settings.detectedAt,
    remediationAction: remedyText({ driftType, configPath: difference.path, createOnly }, difference.undeclared),
    autoRemediable: false,
    reasons,
    ...(exposure && { exposure }),
    ...(powers && { powers }),
    ...(exposed !== undefined && { exposedSecret: exposed }),
    ...(redacted && { redacted }),
    ...(difference.precisionLost && { precisionLost: true }),
    ...(createOnly && { createOnly }),
    ...(resource.dependsOn && resource.dependsOn.length > 0 && { dependsOn: resource.dependsOn }),
    ...(difference.undeclared && settings.baseline && { baseline: referenceTo(settings.baseline) }),
  };
  return { ...record, autoRemediable: isAutoRemediable(record) };
}

const referenceTo = ({ owner, acceptedAt }: Baseline): BaselineReference => ({ owner, acceptedAt });

/** Rules with what the schema of a resource adds to them. */
export interface MarkedRules {
  readonly rules: DriftRules;
  readonly sensitive: readonly Glob[];
  readonly createOnly: readonly Glob[];
}

// Resources of one type share their marks; more kinds than this are compiled again.
const MAX_KEPT_MARKS = 500;

const MARKED = new WeakMap<DriftRules, Map<string, MarkedRules>>();

/** Adds marks to rules: each distinct set of marks once, whoever asks. */
export function markRules(rules: DriftRules, marks: ResourceMarks | undefined): Either<InvalidRule, MarkedRules> {
  const known = MARKED.get(rules) ?? new Map<string, MarkedRules>();
  MARKED.set(rules, known);
  const key = JSON.stringify(marks ?? {});
  const marked = known.get(key);
  if (marked !== undefined) return E.right(marked);
  const made = addMarks(rules, marks ?? {});
  if (E.isRight(made)) {
    if (known.size >= MAX_KEPT_MARKS) known.clear();
    known.set(key, made.right);
  }
  return made;
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
