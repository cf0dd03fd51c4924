import * as E from '../../either.js';
import { exposureDelta } from '../exposure/exposure-delta.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { ExposureChange } from '../model/exposure-change.js';
import { parsePath } from '../path/parse.js';
import type { Path } from '../path/segment.js';
import { exposedSecret } from '../redaction/exposed-secret.js';
import { reveal } from '../redaction/opened.js';
import { isRedacted } from '../redaction/sealed.js';
import { placeIsSensitive } from '../redaction/sensitive-place.js';
import type { DriftRules } from '../rules/index.js';
import { tryOr } from '../safely.js';
import { classify, type SeverityVerdict } from './classify.js';
import { isFields } from '../fields.js';

/**
 * How severe a record is. For a record that this library made it says again what the record says, because the record
 * carries what its resource as a whole contributed. For one made by hand it judges by what the record alone shows; one
 * that refuses to be read shows nothing.
 */
export const classifyRecord = (record: DriftRecord, rules: DriftRules | undefined): SeverityVerdict =>
  tryOr(() => judge(record, rules), undefined) ?? judge({} as DriftRecord, rules);

function judge(record: DriftRecord, rules: DriftRules | undefined): SeverityVerdict {
  const { configPath, driftType } = record ?? {};
  // A record made by hand may hold anything.
  const resourceType = typeof record?.resourceType === 'string' ? record.resourceType : '';
  const path = parsePath(configPath);
  const segments = E.isRight(path) ? path.right : typeof configPath === 'string' ? [configPath] : [];
  const [desired, actual] = [reveal(record?.desiredValue), reveal(record?.actualValue)];
  const isOurs = Array.isArray(record?.reasons);
  const exposure = isOurs ? record.exposure : exposureOfFragment(desired, actual, segments, resourceType);
  const exposed = isOurs ? record.exposedSecret : exposedSecret(desired, actual, segments);
  const sensitive =
    isRedacted(record?.desiredValue) ||
    isRedacted(record?.actualValue) ||
    (!isOurs && placeIsSensitive(undefined, segments, []));
  return classify(
    {
      resourceType,
      segments,
      driftType,
      desired,
      actual,
      exposure,
      exposedSecret: exposed,
      sensitive,
    },
    rules,
  );
}

/** What a piece of a rule set opens, taken by itself. */
function exposureOfFragment(
  desired: unknown,
  actual: unknown,
  segments: Path,
  resourceType: string,
): ExposureChange | undefined {
  // An address stands in a field, and the field makes it one: the field's own object is judged.
  const at = segments.findLastIndex((segment) => typeof segment === 'string');
  const isField = at >= 0 && !isFields(desired) && !isFields(actual);
  if (!isField) return exposureDelta(desired, actual, resourceType, segments).at(segments);
  const key = segments[at] as string;
  const wrap = (value: unknown): unknown =>
    value === undefined ? undefined : { [key]: at === segments.length - 1 ? value : [value] };
  const above = segments.slice(0, at);
  return exposureDelta(wrap(desired), wrap(actual), resourceType, above).at([...above, key]);
}
