import { orThrow } from '@omnicloud/domain';
import { memoryDriftPorts, type MemoryResource } from '@omnicloud/domain/adapters/memory';
import { driftOverTime } from '@omnicloud/domain/charts';
import {
  DriftDetector,
  driftRules,
  terraformRules,
  type DriftReport,
  type RemediationAction,
} from '@omnicloud/domain/drift';
import type { Section } from './page.js';
import { resources as sample } from './sample/infrastructure.js';
import { NOW } from './sample/usage.js';
import { heading, table } from './table.js';

const TENANT = 'acme';

/** Second part: what differs between what was declared and what runs, does it matter, and what fixes it. */
export async function driftPart(
  resources: readonly MemoryResource[] = sample,
  fromTerraform = false,
): Promise<Section> {
  const rules = orThrow(fromTerraform ? driftRules(terraformRules) : driftRules({ unordered: ['*ingress'] }));
  const owned = resources.map((resource) => ({ ...resource, tenantId: TENANT }));
  const detector = new DriftDetector(
    memoryDriftPorts({ resources: owned, now: NOW, digestKey: 'a key for the demo' }),
    { rules },
  );
  const report = await orThrow(detector.scanTenantResources(TENANT));
  const plan = detector.generateRemediationPlan(report.drifts);
  const nights = fromTerraform ? [report] : [...(await earlierNights(owned)), report];
  const text = [driftTable(report), planTable(plan), coverage(report)].join('\n\n');
  return {
    title: 'What drifted',
    summary: `${report.drifts.length} differences in ${report.resourceIds.length} resources; what is only written differently is not among them.`,
    text: heading('What drifted') + text,
    charts: [(size) => driftOverTime(nights, size)],
  };
}

/** The nights before this one: one resource after the other left what was declared of it. */
async function earlierNights(resources: readonly MemoryResource[]): Promise<readonly DriftReport[]> {
  const rules = orThrow(driftRules({ unordered: ['*ingress'] }));
  return Promise.all(
    Array.from({ length: 2 * resources.length - 1 }, (_, night) => {
      const drifted = Math.ceil(night / 2);
      const then = resources.map((resource, i) =>
        i < resources.length - drifted ? { ...resource, actual: resource.desired } : resource,
      );
      const now = new Date(NOW.getTime() - (2 * resources.length - 1 - night) * 86_400_000);
      return orThrow(
        new DriftDetector(memoryDriftPorts({ resources: then, now }), { rules }).scanTenantResources(TENANT),
      );
    }),
  );
}

function driftTable({ drifts }: DriftReport): string {
  if (drifts.length === 0) return 'Nothing drifted.';
  const bySeverity = ['critical', 'security', 'functional', 'cosmetic'].flatMap((severity) =>
    drifts.filter((drift) => drift.severity === severity),
  );
  const rows = bySeverity.map((d) => [
    d.severity,
    d.resourceId,
    d.configPath || '(whole resource)',
    d.driftType,
    `${shown(d.desiredValue)} → ${shown(d.actualValue)}`,
  ]);
  return table(['severity', 'resource', 'where', 'what', 'declared → running'], rows, [0, 1, 2, 3, 4]);
}

function planTable(plan: readonly RemediationAction[]): string {
  if (plan.length === 0) return 'Nothing to remedy.';
  const rows = plan.map((a) => [
    a.actionType,
    a.resourceId,
    `${Object.keys(a.configChanges).length}`,
    a.requiresApproval ? 'yes' : 'no',
    a.reason,
  ]);
  return `Remediation\n${table(['action', 'resource', 'changes', 'needs approval', 'because'], rows, [0, 1, 4])}`;
}

function coverage({ coverage: { total, unreadable }, failures }: DriftReport): string {
  const unread = failures.map(({ resourceId, message }) => `\n  ${resourceId ?? 'the scan'}: ${message}`).join('');
  return `Coverage: ${total - unreadable} of ${total} resources checked.${unread}`;
}

function shown(value: unknown): string {
  const text =
    value === undefined
      ? '–'
      : JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
  return text.length > 44 ? `${text.slice(0, 43)}…` : text;
}
