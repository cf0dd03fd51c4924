/**
 * What is on record of drifts: is the chain of entries whole, how often do drifts come back, how long do they stay?
 *
 * @packageDocumentation
 */
export {
  episodeFigures,
  isFlapping,
  meanSecondsToRemediate,
  type EpisodeFigures,
  type FlappingRule,
  entryHash,
  appendEntry,
  verifyChain,
  type EntryContent,
} from './episodes.js';
export { attributeDrifts, type AuditOptions, readAuditEvents } from './audit-trail.js';
export { Attribution, AuditEvent } from '../model/accountability.js';
export { Episode, HistoryEntry } from '../model/history.js';
export type { TamperedHistory } from '../errors.js';
export { orThrow } from '../../prelude.js';
export type * from '../../shared-types.js';
