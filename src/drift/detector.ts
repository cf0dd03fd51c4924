import { decode, findProblem } from '../codec/decode.js';
import { optional, optionsOf, record } from '../codec/record.js';
import { callback, lookedAtLater, nonEmptyText, text } from '../codec/values.js';
import type { DecodeError, InvalidInstant, PortFailure } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { currentTimeSync, newIdsSync } from '../host/clock-ids.js';
import { tryEither, tryTaskEither } from '../host/try.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import { epochSeconds, type EpochSeconds } from '../time/period.js';
import {
  detectDrift,
  type DetectedResource,
  type Detection,
  type DetectionSettings,
  type MarkedRules,
  markRules,
} from './detect.js';
import type { Comparator, Equivalence } from './equivalence/equivalence.js';
import type { ComparatorName } from './equivalence/registry.js';
import {
  type AmbiguousResource,
  ambiguousResource,
  type CompareError,
  type InvalidRule,
  invalidRule,
  type MissingDigestKey,
  missingDigestKey,
  type TamperedHistory,
} from './errors.js';
import { recordsSince } from './history/episodes.js';
import type { DriftRecord, DriftSeverity } from './model/drift-record.js';
import type { RemediationAction } from './model/remediation.js';
import type { DriftReport } from './model/report.js';
import type { ResourceMarks, ResourceReference } from './model/resource.js';
import { tryOr } from './plain-data.js';
import type { DriftPorts } from './ports.js';
import { processKey } from './redaction.js';
import { PlanOptions, remediationPlan } from './remediation/plan.js';
import type { DriftRuleSpec, DriftRules } from './rule-spec.js';
import { driftRules, extendRules, isCompiled, notCompiled } from './rules.js';
import { type HistoryError, readChain } from './scan/fetch-and-dispatch.js';
import { ScanOptions } from './scan/read-resource.js';
import { scan, type ScanError } from './scan/scan.js';
import { classifyRecord } from './severity.js';

/** How a detector compares, plans and scans. */
export interface DriftDetectorOptions {
  /** What counts as equal and how severe a difference is; nothing but coercion unless given. */
  readonly rules?: DriftRules;
  /** Rules for some resources (those of their schema, say); `undefined` leaves it at `rules`. */
  readonly rulesFor?: (resource: ResourceReference) => DriftRules | undefined;
  /** How fast, how long and how far a scan goes. */
  readonly scan?: ScanOptions;
  /** What an action may touch without being asked. */
  readonly plan?: PlanOptions;
}

const DriftDetectorOptions = optionsOf<DriftDetectorOptions>('the options', {
  rules: lookedAtLater,
  rulesFor: callback,
  scan: ScanOptions,
  plan: PlanOptions,
});

/** Which resource is compared; a text is its id. */
export type ResourceName =
  | string
  | { readonly resourceId: string; readonly resourceType?: string; readonly tenantId?: string };

/** What can go wrong with the rules or the configurations of one resource. */
export type DetectionError = CompareError | DecodeError | PortFailure;

/** What can go wrong in reading the history of a resource. */
export type DriftHistoryError = HistoryError | InvalidInstant | TamperedHistory | AmbiguousResource;

const NamedResource = record<{ resourceId: string; resourceType?: string; tenantId?: string }>('a resource', {
  resourceId: nonEmptyText,
  resourceType: optional(text),
  tenantId: optional(text),
});

const MIN_KEY_LENGTH = 16;
const isDigestKey = (key: unknown): boolean => typeof key === 'string' && key.length >= MIN_KEY_LENGTH;

// What throws besides a port is an argument, an option or the ports themselves.
const INPUT = 'what the detector was given';

/**
 * Finds, judges and follows drift: what differs between what was declared and what runs, whether it matters, and what
 * fixes it. It fetches through the host's ports and leaves every decision to the pure functions of this capability.
 *
 * @example
 * const detector = new DriftDetector(memoryDriftPorts({ resources, now: new Date() }));
 * const { drifts } = await orThrow(detector.scanTenantResources('acme'));
 * const plan = detector.generateRemediationPlan(drifts);
 */
export class DriftDetector {
  #rules: Either<InvalidRule, DriftRules>;
  readonly #ports: DriftPorts;
  readonly #options: DriftDetectorOptions;

  constructor(ports: DriftPorts, options: DriftDetectorOptions = {}) {
    this.#ports = ports;
    this.#options = options;
    const wrong = findProblem(DriftDetectorOptions, options ?? {}, 'options');
    const rules = tryOr(() => options.rules ?? undefined, undefined);
    if (wrong !== undefined) this.#rules = E.left(invalidRule({ ...wrong, what: wrong.option }));
    else this.#rules = rules === undefined ? driftRules({}) : E.fromPredicate(isCompiled, notCompiled)(rules);
  }

  /**
   * The drift of one resource, in document order. A configuration that is `undefined` or `null` as a whole is a
   * resource that is not there. Nothing is stored, suppressed or dispatched: that is what a scan does. Near linear in
   * the configurations.
   */
  detectResourceDrift(
    resource: ResourceName,
    desired: unknown,
    actual: unknown,
  ): Either<DetectionError, readonly DriftRecord[]> {
    const named = decode(
      NamedResource,
      typeof resource === 'string' ? { resourceId: resource } : resource,
      'the resource',
    );
    if (E.isLeft(named)) return named;
    const { resourceId, resourceType = '', tenantId = '' } = named.right;
    const about: DetectedResource = { resourceId, resourceType, tenantId };
    return tryEither(INPUT, () => {
      const marked = this.#rulesFor({ resourceId, resourceType, tenantId }, undefined);
      if (E.isLeft(marked)) return marked;
      const detectedAt = currentTimeSync(this.#ports.clock);
      if (E.isLeft(detectedAt)) return detectedAt;
      const settings = { ...marked.right, ...this.#stamp(detectedAt.right) };
      const found: Either<DetectionError, Detection> = detectDrift(about, desired, actual, settings);
      if (E.isLeft(found)) return found;
      const { records } = found.right;
      const ids = newIdsSync(records.length, this.#ports.ids);
      return E.isLeft(ids) ? ids : E.right(records.map((record, i) => ({ ...record, driftId: ids.right[i]! })));
    });
  }

  /**
   * Scans every resource of a tenant, or those of some types: reads and compares, writes history, sends low severities
   * to the reconciler and severe ones to compliance, each once an opening however often it is repeated. One failing
   * resource never hides the others: see `coverage` and `failures` of the report. `options` go before those of the
   * detector.
   */
  scanTenantResources(
    tenantId: string,
    resourceTypes?: readonly string[],
    options: ScanOptions = {},
  ): TaskEither<ScanError | InvalidRule | MissingDigestKey, DriftReport> {
    return tryTaskEither<ScanError | InvalidRule | MissingDigestKey, DriftReport>(INPUT, async () => {
      if (E.isLeft(this.#rules)) return this.#rules;
      const { digestKey, history } = this.#ports;
      if (!isDigestKey(digestKey) && (digestKey !== undefined || history.ephemeral !== true))
        return E.left(missingDigestKey({ given: digestKey }));
      const asked = decode(ScanOptions, options ?? {}, 'the options of the scan');
      if (E.isLeft(asked)) return asked;
      return scan({
        tenantId,
        resourceTypes,
        ports: this.#ports,
        options: { ...this.#options.scan, ...asked.right },
        plan: this.#options.plan ?? {},
        digestKey: this.#digestKey,
        detection: (detectedAt) => ({
          ...this.#stamp(detectedAt),
          explain: true,
          rulesFor: (reference, marks) => this.#rulesFor(reference, marks),
        }),
      });
    });
  }

  /** How severe a drift is; for a record that this detector made, what the record says, under the rules of now. */
  classifyDriftSeverity(drift: DriftRecord): DriftSeverity {
    return classifyRecord(drift, E.isRight(this.#rules) ? this.#rules.right : undefined).severity;
  }

  /** What brings the drifted resources back: one action a resource, in the order in which they must run. */
  generateRemediationPlan(drifts: readonly DriftRecord[]): readonly RemediationAction[] {
    return remediationPlan(
      drifts,
      tryOr(() => this.#options.plan, undefined),
    );
  }

  /** Says what means the same wherever a pattern matches; a later one goes before an earlier. */
  registerComparator(pattern: string, comparator: ComparatorName | Comparator | Equivalence): void {
    this.#extend({ comparators: { [typeof pattern === 'string' ? pattern : show(pattern)]: comparator } });
  }

  /** Says that order means nothing in the lists that a pattern matches. */
  markFieldUnordered(pattern: string): void {
    this.#extend({ unordered: [pattern] });
  }

  /** Says how severe a drift is; of several that match the most severe counts. `*` as the type is every type. */
  addSeverityRule(resourceType: string, pattern: string, severity: DriftSeverity): void {
    this.#extend({ severities: [{ resourceType, pattern, severity }] });
  }

  /**
   * The drifts of a resource on record, newest first: each as it was when it began, came back or changed. Only those
   * recorded after `since`, where given. A history that was tampered with is an error. The tenant may be left out
   * where the id is unique among all tenants.
   */
  getDriftHistory(
    resource: string | { readonly resourceId: string; readonly tenantId?: string },
    since?: number,
  ): TaskEither<DriftHistoryError, readonly DriftRecord[]> {
    return tryTaskEither<DriftHistoryError, readonly DriftRecord[]>(INPUT, async () => {
      const named = decode(
        NamedResource,
        typeof resource === 'string' ? { resourceId: resource } : resource,
        'the resource',
      );
      if (E.isLeft(named)) return named;
      const { resourceId, tenantId } = named.right;
      const from = since === undefined ? E.right(undefined) : epochSeconds(since);
      if (E.isLeft(from)) return from;
      const query = {
        resourceId,
        ...(tenantId !== undefined && { tenantId }),
        ...(from.right !== undefined && { since: from.right }),
      };
      const chain = await readChain(this.#ports, query, {
        deadlineSeconds: this.#options.scan?.callSeconds,
        observer: this.#ports.observer,
        signal: this.#options.scan?.signal,
      });
      if (E.isLeft(chain)) return chain;
      if (new Set(chain.right.map((entry) => entry.tenantId)).size > 1)
        return E.left(ambiguousResource({ resourceId }));
      return recordsSince(chain.right, from.right);
    });
  }

  #stamp(detectedAt: EpochSeconds): Omit<DetectionSettings, keyof MarkedRules> {
    return { digestKey: this.#digestKey, detectedAt };
  }

  get #digestKey(): string {
    return this.#ports.digestKey ?? processKey();
  }

  #rulesFor(resource: ResourceReference, marks: ResourceMarks | undefined): Either<InvalidRule, MarkedRules> {
    if (E.isLeft(this.#rules)) return this.#rules;
    try {
      const rules = this.#options.rulesFor?.(resource) ?? this.#rules.right;
      return markRules(rules, marks);
    } catch (cause) {
      const expected = 'a function that answers rules or undefined';
      return E.left(invalidRule({ what: 'rulesFor', value: cause, expected }, cause));
    }
  }

  // A rule that cannot be used must not go unnoticed: from then on every detection answers with what is wrong with it.
  #extend(more: DriftRuleSpec): void {
    const rules = this.#rules;
    this.#rules = E.isLeft(rules) ? rules : extendRules(rules.right, more);
  }
}
