import { isError } from '../../errors/tagged.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { detectDrift, type Detection, type DetectionSettings } from '../detection/detect.js';
import { joinMarks, type MarkedRules } from '../detection/marked-rules.js';
import type { DeclaredResource } from '../model/declared-resource.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { ObservedConfiguration } from '../model/observed-configuration.js';
import type { ResourceMarks } from '../model/resource-marks.js';
import type { ResourceStatus } from '../model/resource-outcome.js';
import type { ResourceReference } from '../model/resource-reference.js';
import type { ScanFailure } from '../model/scan-failure.js';
import { readResource, type ReadContext } from './read-resource.js';

/** What a scan found out about one resource. */
export interface Inspection {
  readonly reference: ResourceReference;
  readonly status: ResourceStatus;
  readonly records: readonly DriftRecord[];
  readonly ignoredByRule: Readonly<Record<string, number>>;
  readonly failure?: ScanFailure;
}

/** How a scan tells drift; rules are chosen for each resource. */
export interface ScanDetection extends Omit<DetectionSettings, keyof MarkedRules> {
  readonly rulesFor: (resource: ResourceReference, marks: ResourceMarks | undefined) => Either<Error, MarkedRules>;
}

/** Reads a resource, if it can, and compares it with its declaration, if it has one. Never fails as a whole. */
export async function inspect(
  reference: ResourceReference,
  declared: DeclaredResource | undefined,
  reading: ReadContext,
  detecting: ScanDetection,
): Promise<Inspection> {
  const answer = await readResource(reference, reading);
  if (E.isLeft(answer)) return unreadable(reference, 'read', outOfTime(answer.left, reading));
  const observed = answer.right;
  const detected = compareResource(reference, declared, observed, detecting);
  if (E.isLeft(detected)) return unreadable(reference, 'compare', detected.left);
  const { records, folds } = detected.right;
  return { reference, status: statusOf(declared, observed, records), records, ignoredByRule: folds };
}

function compareResource(
  reference: ResourceReference,
  declared: DeclaredResource | undefined,
  observed: ObservedConfiguration | null,
  detecting: ScanDetection,
): Either<Error, Detection> {
  const rules = detecting.rulesFor(reference, joinMarks(declared?.marks, observed?.marks));
  if (E.isLeft(rules)) return rules;
  const { tenantId, resourceId, resourceType } = reference;
  const resource = {
    tenantId,
    resourceId,
    resourceType,
    ...(declared?.dependsOn && { dependsOn: declared.dependsOn }),
  };
  return detectDrift(resource, declared?.configuration, observed?.configuration, { ...detecting, ...rules.right });
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
