import { DRIFT_SEVERITIES, type DriftSeverity, moreSevere } from '../model/severity.js';
import type { DriftRules } from '../rules/index.js';
import { judgeBuiltIn, judgeValues, judgeFloor } from './built-in.js';
import type { JudgedChange, Judgment } from './change.js';

/** A severity with its reasons, the weightiest first. */
export interface SeverityVerdict {
  readonly severity: DriftSeverity;
  readonly reasons: readonly string[];
}

/**
 * How severe a change is. The floor comes first: nobody can lower what opens a resource to the world or a secret to
 * its readers. Then the most severe of the host's rules that match, so that their order means nothing. Then what the
 * library knows of clouds. What is left is functional.
 */
export function classify(change: JudgedChange, rules: DriftRules | undefined): SeverityVerdict {
  const content = judgeValues(change);
  const floor = judgeFloor(change, content);
  if (floor.length > 0) return verdictOf(floor);
  const { severity, reason } = judgeByRules(change, rules) ?? judgeBuiltIn(change, content);
  return { severity, reasons: [reason] };
}

const verdictOf = (judged: readonly Judgment[]): SeverityVerdict => ({
  severity: judged.map(({ severity }) => severity).reduce(moreSevere),
  reasons: [...new Set(judged.map(({ reason }) => reason))],
});

function judgeByRules({ resourceType, segments }: JudgedChange, rules: DriftRules | undefined): Judgment | undefined {
  const matching = (rules?.table.severities ?? []).filter(
    (rule) =>
      (rule.resourceType === '*' || rule.resourceType === resourceType) &&
      // A whole resource has the empty path, which only the pattern for everything means.
      (segments.length === 0 ? rule.glob.pattern === '*' : rule.glob.matches(segments)),
  );
  if (matching.length === 0) return undefined;
  const worst = DRIFT_SEVERITIES.findLast((severity) => matching.some(({ says }) => says === severity));
  if (worst === undefined) return undefined;
  const pattern = matching.find(({ says }) => says === worst)!.glob.pattern;
  return { severity: worst, reason: `a rule for ${pattern} says so` };
}
