import { E, type Either } from '../prelude.js';
import type { CompareError } from './errors.js';
import type { Baseline } from './model/accountability.js';
import { type Path, printPath, toPointer } from './path.js';
import { type Glob } from './glob.js';
import { isRedacted, redact } from './redaction.js';
import { valueAt } from './remediation/apply-remediation.js';
import type { DriftRules } from './rule-spec.js';
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
export function movedFromBaseline(
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
