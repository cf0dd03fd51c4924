import type { DriftRecord } from '../model/drift-record.js';
import { holdsData, undoingLosesData } from '../remediation/data-loss.js';
import { needsEscalation } from '../model/severity.js';

/** What to do about a drift, in a sentence that shows no value. */
export function remedyText({
  driftType,
  configPath,
  createOnly,
}: Pick<DriftRecord, 'driftType' | 'configPath' | 'createOnly'>): string {
  const anew = createOnly === true ? ', which means making the resource anew' : '';
  switch (driftType) {
    case 'resource_missing':
      return 'create the resource as declared';
    case 'resource_extra':
      return 'delete the resource, or declare it';
    case 'key_added':
      return `remove ${configPath}, or declare it${anew}`;
    case 'key_removed':
      return `add ${configPath} as declared${anew}`;
    default:
      return `set ${configPath === '' ? 'the configuration' : configPath} to the declared value${anew}`;
  }
}

/** Whether a drift may be undone without a person: it is of low severity, in place, and no data hangs on it. */
export function isAutoRemediable(record: DriftRecord): boolean {
  const { severity, driftType, resourceType } = record;
  if (needsEscalation(severity) || record.createOnly === true || driftType === 'resource_extra') return false;
  return driftType === 'resource_missing' ? !holdsData(resourceType) : !undoingLosesData(record);
}
