import { isError } from '../../errors/tagged.js';
import type { PortContext } from '../../host/port-call.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import {
  detectDrift,
  type Detection,
  type DetectionSettings,
  joinMarks,
  type MarkedRules,
  redactWhole,
} from '../detect.js';
import type { Baseline } from '../model/accountability.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { ResourceStatus, ScanFailure } from '../model/report.js';
import type { DeclaredResource, ObservedConfiguration, ResourceMarks, ResourceReference } from '../model/resource.js';
import { isFields, tryOr } from '../plain-data.js';
import type { DriftPorts } from '../ports.js';
import type { PlanOptions } from '../remediation/plan.js';
import type { DriftRules } from '../rule-spec.js';
import { extendRules } from '../rules.js';
import { RateLimiter, type ReadContext, readResource, type ScanOptions } from './read-resource.js';

/** What a scan found out about one resource. */
export interface Inspection {
  readonly reference: ResourceReference;
  readonly status: ResourceStatus;
  readonly records: readonly DriftRecord[];
  /** What its provider calls it, where its configuration says so. */
  readonly names?: readonly string[];
  readonly ignoredByRule: Readonly<Record<string, number>>;
  readonly failure?: ScanFailure;
  /** What runs, to be accepted where nobody has accepted anything yet. */
  readonly newBaseline?: Baseline;
}

/** How a scan tells drift; rules are chosen for each resource. */
interface ScanDetection extends Omit<DetectionSettings, keyof MarkedRules> {
  readonly rulesFor: (resource: ResourceReference, marks: ResourceMarks | undefined) => Either<Error, MarkedRules>;
}

/** Reads a resource, if it can, and compares it with its declaration, if it has one. Never fails as a whole. */
async function inspect(
  reference: ResourceReference,
  declared: DeclaredResource | undefined,
  reading: ReadContext,
  detecting: ScanDetection,
  baselines: ReadonlyMap<string, Baseline> | undefined,
): Promise<Inspection> {
  const answer = await readResource(reference, reading);
  if (E.isLeft(answer)) return unreadable(reference, 'read', outOfTime(answer.left, reading));
  const observed = answer.right;
  const rules = detecting.rulesFor(reference, joinMarks(declared?.marks, observed?.marks));
  if (E.isLeft(rules)) return unreadable(reference, 'compare', rules.left);
  const settings = { ...detecting, ...(baselines === undefined ? rules.right : declaredOnly(rules.right)) };
  const baseline = baselines?.get(reference.resourceId);
  const detected = compareResource(reference, declared, observed, { ...settings, baseline });
  if (E.isLeft(detected)) return unreadable(reference, 'compare', detected.left);
  const { records, ignoredByRule } = detected.right;
  const names = namesIn(observed?.configuration);
  const inspection = { reference, status: statusOf(declared, observed, records), records, names, ignoredByRule };
  if (baselines === undefined || baseline !== undefined || declared === undefined || observed === null)
    return inspection;
  const { tenantId, resourceId, resourceType } = reference;
  const newBaseline = {
    tenantId,
    resourceId,
    resourceType,
    configuration: redactWhole(reference, observed.configuration, settings),
    owner: reading.options.baselineOwner ?? 'first scan',
    acceptedAt: detecting.detectedAt,
  };
  return { ...inspection, newBaseline };
}

const NAMES = ['id', 'arn', 'identifier', 'self_link', 'selfLink'];

function namesIn(configuration: unknown): readonly string[] {
  if (!isFields(configuration)) return [];
  const named = (key: string): readonly string[] => {
    const name = configuration[key];
    return typeof name === 'string' && name !== '' ? [name] : [];
  };
  return tryOr(() => NAMES.flatMap(named), []);
}

// What nobody declared is held against the baseline, not against the declaration.
const declaredOnlyRules = new WeakMap<DriftRules, DriftRules>();

function declaredOnly(marked: MarkedRules): MarkedRules {
  const { rules } = marked;
  if (rules.table.declaredOnly) return marked;
  const known = declaredOnlyRules.get(rules);
  if (known !== undefined) return { ...marked, rules: known };
  const made = extendRules(rules, { declaredOnly: true });
  if (E.isRight(made)) declaredOnlyRules.set(rules, made.right);
  return { ...marked, rules: E.isRight(made) ? made.right : rules };
}

function compareResource(
  reference: ResourceReference,
  declared: DeclaredResource | undefined,
  observed: ObservedConfiguration | null,
  settings: DetectionSettings,
): Either<Error, Detection> {
  const { tenantId, resourceId, resourceType } = reference;
  const resource = {
    tenantId,
    resourceId,
    resourceType,
    ...(declared?.dependsOn && { dependsOn: declared.dependsOn }),
  };
  return detectDrift(resource, declared?.configuration, observed?.configuration, settings);
}

function statusOf(
  declared: DeclaredResource | undefined,
  observed: ObservedConfiguration | null,
  records: readonly DriftRecord[],
): ResourceStatus {
  if (declared === undefined) return observed === null ? 'in_sync' : 'extra';
  if (observed === null) return 'missing';
  return records.length === 0 ? 'in_sync' : 'drifted';
}

function outOfTime(error: Error, { signal, options }: ReadContext): Error {
  return isError(error, 'Cancelled') && options.signal?.aborted !== true && signal.aborted
    ? new Error('the scan ran out of time before it was read')
    : error;
}

function unreadable(reference: ResourceReference, stage: ScanFailure['stage'], error: Error): Inspection {
  return {
    reference,
    status: 'unreadable',
    records: [],
    ignoredByRule: {},
    failure: failureOf(stage, error, reference.resourceId),
  };
}

/** A failure as a report tells it. */
export function failureOf(stage: ScanFailure['stage'], error: Error, resourceId?: string): ScanFailure {
  const errorTag = (error as { readonly _tag?: string })._tag ?? 'OutOfTime';
  return { stage, ...(resourceId !== undefined && { resourceId }), errorTag, message: error.message };
}

/**
 * Runs work on every item, at most `width` pieces at once, and answers in the order of the items. The work must not
 * reject.
 */
export async function inPool<A, B>(
  items: readonly A[],
  width: number,
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> {
  const results = new Array<B>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, Math.floor(width) || 1), items.length) }, worker));
  return results;
}

/** What a scan is about, and what it works with. */
export interface ScanRequest {
  readonly tenantId: string;
  readonly resourceTypes: readonly string[] | undefined;
  readonly ports: DriftPorts;
  readonly options: ScanOptions;
  readonly plan: PlanOptions;
  readonly digestKey: string;
  /** How drift is reported, with the instant of the scan's start. */
  readonly detection: (detectedAt: EpochSeconds) => ScanDetection;
}

/** How many resources are read, or receivers called, at once, unless the host says otherwise. */
export const DEFAULT_CONCURRENCY = 8;

const DEFAULT_CALL_SECONDS = 30;

/** What every port call of a scan shares; it waits no longer than there is time. */
export function contextOf({ ports, options }: ScanRequest, secondsLeft: number = Infinity): PortContext {
  return {
    deadlineSeconds: Math.min(options.callSeconds ?? DEFAULT_CALL_SECONDS, secondsLeft),
    observer: ports.observer,
    signal: options.signal,
  };
}

/** Inspects everything that is declared or runs, a few at once, until the signal. By id; its records have none yet. */
export async function inspectAll(
  declared: ReadonlyMap<string, DeclaredResource>,
  running: ReadonlyMap<string, ResourceReference> | undefined,
  request: ScanRequest,
  startedAt: EpochSeconds,
  signal: AbortSignal,
  baselines: ReadonlyMap<string, Baseline> | undefined,
): Promise<readonly Inspection[]> {
  const { ports, options } = request;
  const references = [...new Map<string, ResourceReference>([...(running ?? []), ...declared]).values()].sort((a, b) =>
    a.resourceId < b.resourceId ? -1 : 1,
  );
  const reading = {
    ports,
    options,
    limiter: new RateLimiter(options.rateLimits),
    context: contextOf(request),
    signal,
  };
  const detecting = request.detection(startedAt);
  let done = 0;
  const inspections = await inPool(references, options.concurrency ?? DEFAULT_CONCURRENCY, async (reference) => {
    const inspection = await inspect(
      referenceOf(reference),
      declared.get(reference.resourceId),
      reading,
      detecting,
      baselines,
    );
    done += 1;
    // What is not read any more is not progress.
    if (options.signal?.aborted !== true) ignoreErrors(() => options.onProgress?.(done, references.length));
    return inspection;
  });
  // Listed, and gone when it was read: never there, as far as a report is concerned.
  return inspections.filter(({ reference, status }) => status !== 'in_sync' || declared.has(reference.resourceId));
}

const referenceOf = ({ tenantId, resourceId, resourceType, provider }: ResourceReference): ResourceReference => ({
  tenantId,
  resourceId,
  resourceType,
  ...(provider !== undefined && { provider }),
});
