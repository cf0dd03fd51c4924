import { sharedOrigin } from '../detect.js';
import { type DriftRecord, type DriftSeverity, moreSevere, needsEscalation } from '../model/drift-record.js';
import type { ConfigChange, RemediationAction, RemediationType } from '../model/remediation.js';
import { compareText, groupBy, tryOr } from '../plain-data.js';
import { editsOf, provenPatch } from './patch.js';
import { holdsData, undoingLosesData } from './remedy.js';

/**
 * The step of each resource in a plan: 0 for those that depend on none of the others, else one more than the latest it
 * depends on. Resources that depend on each other in a circle get the step at which the circle was entered.
 */
function executionOrder(dependencies: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const open = new Set<string>();
  for (const root of [...dependencies.keys()].sort()) {
    // An own stack: chains of dependencies may be longer than the engine's.
    const waiting = [root];
    while (waiting.length > 0) {
      const id = waiting.at(-1)!;
      const needed = (dependencies.get(id) ?? []).filter((other) => dependencies.has(other) && other !== id);
      const missing = steps.has(id) ? [] : needed.filter((other) => !steps.has(other) && !open.has(other));
      if (missing.length > 0 && !open.has(id)) {
        open.add(id);
        waiting.push(...[...missing].sort().reverse());
        continue;
      }
      waiting.pop();
      open.delete(id);
      if (!steps.has(id)) steps.set(id, Math.max(-1, ...needed.map((other) => steps.get(other) ?? -1)) + 1);
    }
  }
  return steps;
}

/** What a plan may do without asking. */
export interface PlanOptions {
  /** A plan that touches more resources than this needs approval for every one. Default 25. */
  readonly blastRadius?: number;
}

/** How many resources a plan may touch without asking, unless the host says otherwise. */
export const DEFAULT_BLAST_RADIUS = 25;

/**
 * What brings every drifted resource back: one action a resource, by dependency (what others rest on first, deletions
 * last), then by id. Applied to the actual configuration (`applyRemediation`), it leaves nothing to report. What is no
 * record, or refuses to be read, is passed over.
 */
export function remediationPlan(
  drifts: readonly DriftRecord[],
  options: PlanOptions = {},
): readonly RemediationAction[] {
  const byResource = groupBy(tryOr(() => [...drifts], []).filter(isRecord), resourceKeyOf);
  const steps = executionOrder(new Map([...byResource].map(([key, records]) => [key, dependenciesOf(records)])));
  const tooMany = byResource.size > tryOr(() => options.blastRadius ?? DEFAULT_BLAST_RADIUS, 0);
  const last = Math.max(0, ...steps.values());
  return [...byResource]
    .flatMap(([key, records]) => tryOr(() => [actionFor(records, steps.get(key) ?? 0, last, tooMany)], []))
    .sort((a, b) => a.order - b.order || compareText(resourceKeyOf(a), resourceKeyOf(b)));
}

/** Whether a value has what a plan goes by; a record made by hand may hold anything else. */
const isRecord = (drift: DriftRecord): boolean =>
  tryOr(() => resourceKeyOf(drift) !== '' && typeof drift.resourceId === 'string', false);

const resourceKeyOf = ({ tenantId, resourceId }: { readonly tenantId: string; readonly resourceId: string }): string =>
  JSON.stringify([typeof tenantId === 'string' ? tenantId : '', resourceId]);

function dependenciesOf(records: readonly DriftRecord[]): readonly string[] {
  const ids = records.flatMap(({ tenantId, dependsOn }) =>
    Array.isArray(dependsOn) ? dependsOn.map((resourceId: string) => resourceKeyOf({ tenantId, resourceId })) : [],
  );
  return [...new Set(ids)].sort();
}

function actionFor(records: readonly DriftRecord[], step: number, last: number, tooMany: boolean): RemediationAction {
  const { resourceId, resourceType, tenantId } = records[0]!;
  const actionType = typeOf(records);
  const edits = editsOf(records);
  const { patch, inverse, proven } = provenPatch(edits, records.length, sharedOrigin(records));
  const severity = records.map((record) => record.severity).reduce(moreSevere, 'cosmetic');
  const mayLoseData = losesData(actionType, records);
  const startsEmpty = actionType === 'create' && holdsData(resourceType);
  const objections = objectionsTo({ actionType, severity, mayLoseData, startsEmpty, tooMany, proven });
  return {
    actionType,
    resourceId,
    resourceType,
    tenantId,
    configChanges: changesOf(records),
    patch,
    inversePatch: inverse,
    severity,
    requiresApproval: objections.length > 0,
    reason:
      objections.length > 0
        ? `needs approval: ${objections.join('; ')}`
        : 'changes nothing that security or data rest on',
    mayLoseData,
    // What is taken away goes last, and what rests on others before them.
    order: actionType === 'delete' ? 2 * last + 1 - step : step,
    driftIds: records.map(({ driftId }) => driftId).sort(compareText),
  };
}

function typeOf(records: readonly DriftRecord[]): RemediationType {
  if (records.some(({ driftType }) => driftType === 'resource_missing')) return 'create';
  if (records.some(({ driftType }) => driftType === 'resource_extra')) return 'delete';
  return records.some(({ createOnly }) => createOnly === true) ? 'replace' : 'update';
}

function losesData(actionType: RemediationType, records: readonly DriftRecord[]): boolean {
  if (actionType === 'delete' || actionType === 'replace') return holdsData(records[0]!.resourceType);
  return actionType === 'update' && records.some(undoingLosesData);
}

interface ActionFacts {
  readonly actionType: RemediationType;
  readonly severity: DriftSeverity;
  readonly mayLoseData: boolean;
  readonly startsEmpty: boolean;
  readonly tooMany: boolean;
  readonly proven: boolean;
}

function objectionsTo({
  actionType,
  severity,
  mayLoseData,
  startsEmpty,
  tooMany,
  proven,
}: ActionFacts): readonly string[] {
  return [
    ...(needsEscalation(severity) ? [`the drift is ${severity}`] : []),
    ...(actionType === 'delete' ? ['it deletes the resource'] : []),
    ...(actionType === 'replace' ? ['a field that cannot be changed means replacing the resource'] : []),
    ...(mayLoseData ? ['data could be lost'] : []),
    ...(startsEmpty ? ['it would be created without the data it held'] : []),
    ...(tooMany ? ['the plan touches many resources at once'] : []),
    ...(proven ? [] : ['the patch could not be shown to bring the resource back in sync']),
  ];
}

function changesOf(records: readonly DriftRecord[]): Readonly<Record<string, ConfigChange>> {
  const changes = records.map((record): [string, ConfigChange] => [
    record.configPath,
    {
      ...('actualValue' in record && { from: record.actualValue }),
      ...('desiredValue' in record && { to: record.desiredValue }),
    },
  ]);
  return Object.fromEntries(changes);
}
