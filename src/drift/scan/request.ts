import type { PortContext } from '../../port/index.js';
import type { EpochSeconds } from '../../time/index.js';
import type { DriftPorts } from '../ports.js';
import type { PlanOptions } from '../remediation/plan.js';
import type { ScanDetection } from './inspect.js';
import type { ScanOptions } from './options.js';

/** What a scan is about, and what it works with. */
export interface ScanRequest {
  readonly tenantId: string;
  readonly resourceTypes: readonly string[] | undefined;
  readonly ports: DriftPorts;
  readonly options: ScanOptions;
  readonly plan: PlanOptions;
  readonly digestKey: string;
  /** How drift is told, with the instant of the scan's start. */
  readonly detection: (detectedAt: EpochSeconds) => ScanDetection;
}

/** How many resources are read, or receivers called, at once, unless the host says otherwise. */
export const DEFAULT_CONCURRENCY = 8;

const DEFAULT_CALL_SECONDS = 30;

/** What every port call of a scan shares; it waits no longer than there is time. */
export function contextOf({ ports, options }: ScanRequest, secondsLeft = Infinity): PortContext {
  return {
    deadlineSeconds: Math.min(options.callSeconds ?? DEFAULT_CALL_SECONDS, secondsLeft),
    observer: ports.observer,
    signal: options.signal,
  };
}
