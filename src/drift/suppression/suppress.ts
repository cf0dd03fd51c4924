import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { InvalidRule } from '../../errors/drift.js';
import type { EpochSeconds } from '../../time/index.js';
import { compareConfigs } from '../compare/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { SuppressedDrift } from '../model/suppressed-drift.js';
import type { Suppression } from '../model/suppression.js';
import { compileGlob, type Glob } from '../path/glob.js';
import { parsePath } from '../path/parse.js';
import { reveal } from '../redaction/opened.js';
import { isRedacted } from '../redaction/sealed.js';

/** A suppression with its pattern compiled. */
export interface CompiledSuppression {
  readonly suppression: Suppression;
  readonly glob: Glob;
}

export const compileSuppression = (suppression: Suppression): Either<InvalidRule, CompiledSuppression> =>
  E.map((glob: Glob) => ({ suppression, glob }))(compileGlob(suppression.pattern));

/** What suppressions make of one resource's drifts. */
export interface SuppressionResult {
  readonly open: readonly DriftRecord[];
  readonly suppressed: readonly SuppressedDrift[];
  /** Those that pointed at a drift here, by what came of it. */
  readonly outcomes: ReadonlyMap<string, SuppressionOutcome>;
}

/** What came of a suppression that points at a drift. */
export type SuppressionOutcome = 'kept_quiet' | 'expired' | 'unpinned' | 'refused';

/**
 * Keeps quiet what somebody has decided to live with: while the suppression lasts, while the actual value is the
 * pinned one, and never where the drift is critical. Of several suppressions the first by id counts.
 */
export function suppress(
  drifts: readonly DriftRecord[],
  suppressions: readonly CompiledSuppression[],
  now: EpochSeconds,
): SuppressionResult {
  const met = new Map<string, SuppressionOutcome>();
  const open: DriftRecord[] = [];
  const suppressed: SuppressedDrift[] = [];
  for (const drift of drifts) {
    const pointing = suppressions.filter((candidate) => pointsAt(candidate, drift));
    for (const { suppression } of pointing)
      keepOutcome(met, suppression.suppressionId, outcomeOf(suppression, drift, now));
    const [quiet] = pointing
      .filter(({ suppression }) => outcomeOf(suppression, drift, now) === 'kept_quiet')
      .map(({ suppression }) => suppression.suppressionId)
      .sort();
    if (quiet === undefined) open.push(drift);
    else suppressed.push({ suppressionId: quiet, drift });
  }
  return { open, suppressed, outcomes: met };
}

const OUTCOME_RANK: Readonly<Record<SuppressionOutcome, number>> = {
  kept_quiet: 0,
  expired: 1,
  unpinned: 2,
  refused: 3,
};

/** Keeps the weightiest of several meetings: what its owner must know first. */
export function keepOutcome(
  met: Map<string, SuppressionOutcome>,
  suppressionId: string,
  meeting: SuppressionOutcome,
): void {
  const before = met.get(suppressionId);
  if (before === undefined || OUTCOME_RANK[meeting] > OUTCOME_RANK[before]) met.set(suppressionId, meeting);
}

function pointsAt({ suppression, glob }: CompiledSuppression, drift: DriftRecord): boolean {
  const { resourceId, resourceType, tenantId, pattern } = suppression;
  if (tenantId !== drift.tenantId || (resourceId !== '*' && resourceId !== drift.resourceId)) return false;
  if (resourceType !== '*' && resourceType !== drift.resourceType) return false;
  if (drift.configPath === '') return pattern === '*';
  const path = parsePath(drift.configPath);
  return E.isRight(path) && glob.matches(path.right);
}

function outcomeOf(suppression: Suppression, drift: DriftRecord, now: EpochSeconds): SuppressionOutcome {
  if (drift.severity === 'critical') return 'refused';
  if (now >= suppression.expiresAt) return 'expired';
  return suppression.pinnedValue === undefined || isPinned(suppression.pinnedValue, drift.actualValue)
    ? 'kept_quiet'
    : 'unpinned';
}

/** Whether the actual value is the pinned one; of a secret the digest may be pinned. */
function isPinned(pinned: unknown, actual: unknown): boolean {
  if (isRedacted(pinned))
    return isRedacted(actual) && pinned.digest === actual.digest && pinned.length === actual.length;
  const differences = compareConfigs(pinned, reveal(actual));
  return E.isRight(differences) && differences.right.length === 0;
}
