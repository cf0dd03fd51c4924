import { show } from '../../errors/show.js';
import { ForecastResult, TrainedModel } from '../../capacity-forecast/model/index.js';
import type { ForecastQuery, ForecastStorePort, MetricQuery, ModelStorePort } from '../../capacity-forecast/ports.js';
import { decode } from '../../codec/decode.js';
import { CostAllocationResult } from '../../cost-allocation/model/allocation-result.js';
import { AllocationRule } from '../../cost-allocation/model/allocation-rule.js';
import type { CarryPort, ResultsPort, RulesPort } from '../../cost-allocation/ports.js';
import { HistoryEntry } from '../../drift/model/index.js';
import type { DriftHistoryPort, HistoryQuery } from '../../drift/ports.js';
import { foreignTenant } from '../../errors/kernel.js';
import { type Clock, systemClock } from '../../host/clock-ids.js';
import { formatDecimal } from '../../money/decimal.js';
import { E, type Either, orThrow } from '../../prelude.js';
import { type Interval, toDate, toEpochSeconds } from '../../time/period.js';
import { type Database, type Row, toJsonText, toStorableText } from './database.js';
import { staleWrite, type StaleWrite } from './errors.js';

/** One version of a rule: the first is 1, and none is ever changed or taken away. */
export interface RuleVersion {
  /** Counts from 1. */
  readonly version: number;
  /** Seconds since the Unix epoch. */
  readonly savedAt: number;
  /** The rule as it was then. */
  readonly rule: AllocationRule;
}

/** The allocation rules in PostgreSQL, with their whole history: a change adds a version and leaves the others. */
export class PostgresRules implements RulesPort {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
  }

  async list(): Promise<readonly AllocationRule[]> {
    const rows = await this.#database.shared(
      `SELECT DISTINCT ON (rule_id) version, saved_at, rule FROM ${this.#database.schema}.rule_versions
       ORDER BY rule_id, version DESC`,
    );
    return rows.map((row) => versionOf(row).rule);
  }

  /** Adds a version, whatever came before; a rule that is there already just so is left as it is. */
  async save(rule: AllocationRule): Promise<void> {
    const text = toJsonText(AllocationRule.encode(rule));
    for (;;) {
      const last = await this.#last(rule.ruleId);
      if (last !== undefined && toJsonText(AllocationRule.encode(last.rule)) === text) return;
      if ((await this.#append(rule, (last?.version ?? 0) + 1)) !== undefined) return;
    }
  }

  /**
   * Replaces a rule only if it is still at the version that the caller has read (0: there is none yet), and gives the
   * new version; `StaleWrite` otherwise, and nothing is stored.
   */
  async replace(rule: AllocationRule, expectedVersion: number): Promise<Either<StaleWrite, number>> {
    const last = await this.#last(rule.ruleId);
    if ((last?.version ?? 0) === expectedVersion && (await this.#append(rule, expectedVersion + 1)) !== undefined) {
      return E.right(expectedVersion + 1);
    }
    const actualVersion = (await this.#last(rule.ruleId))?.version ?? null;
    return E.left(staleWrite({ what: `the rule ${show(rule.ruleId)}`, expectedVersion, actualVersion }));
  }

  /**
   * Changes a rule on the ground of its latest version, again where somebody else was faster; null where it is
   * unknown.
   */
  async change(ruleId: string, edit: (rule: AllocationRule) => AllocationRule): Promise<RuleVersion | null> {
    for (;;) {
      const last = await this.#last(ruleId);
      if (last === undefined) return null;
      const rule = { ...edit(last.rule), ruleId };
      const version = last.version + 1;
      const savedAt = await this.#append(rule, version);
      if (savedAt !== undefined) return { version, savedAt, rule };
    }
  }

  /** Every version of a rule, oldest first. */
  async history(ruleId: string): Promise<readonly RuleVersion[]> {
    const rows = await this.#database.shared(
      `SELECT version, saved_at, rule FROM ${this.#database.schema}.rule_versions WHERE rule_id = $1 ORDER BY version`,
      toStorableText(ruleId, 'the rule id'),
    );
    return rows.map(versionOf);
  }

  async #last(ruleId: string): Promise<RuleVersion | undefined> {
    const [row] = await this.#database.shared(
      `SELECT version, saved_at, rule FROM ${this.#database.schema}.rule_versions WHERE rule_id = $1
       ORDER BY version DESC LIMIT 1`,
      toStorableText(ruleId, 'the rule id'),
    );
    return row === undefined ? undefined : versionOf(row);
  }

  // Undefined where the version exists already: of two writers the primary key lets one through.
  async #append(rule: AllocationRule, version: number): Promise<number | undefined> {
    const savedAt = toEpochSeconds(toDate(this.#clock.now()));
    const added = await this.#database.shared(
      `INSERT INTO ${this.#database.schema}.rule_versions (rule_id, version, saved_at, rule) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING version`,
      toStorableText(rule.ruleId, 'the rule id'),
      version,
      savedAt,
      toJsonText(AllocationRule.encode(rule)),
    );
    return added.length === 1 ? savedAt : undefined;
  }
}

function versionOf(row: Row): RuleVersion {
  const rule = orThrow(decode(AllocationRule, row['rule'], 'a stored rule'));
  return { version: Number(row['version']), savedAt: Number(row['saved_at']), rule };
}

/** Allocation results in PostgreSQL. Saving is idempotent, because an allocation's id is made from its content. */
export class PostgresResults implements ResultsPort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async save(result: CostAllocationResult): Promise<void> {
    await this.#database.forTenant(
      result.tenantId,
      `INSERT INTO ${this.#database.schema}.allocation_results
         (tenant_id, allocation_id, period_start, period_end, total_allocated, result)
       VALUES ($1, $2, $3, $4, $5::numeric, $6) ON CONFLICT (tenant_id, allocation_id) DO NOTHING`,
      toStorableText(result.allocationId, 'the allocation id'),
      result.periodStart,
      result.periodEnd,
      formatDecimal(result.totalAllocated),
      toJsonText(CostAllocationResult.encode(result)),
    );
  }

  async find(tenantId: string, within: Interval): Promise<readonly CostAllocationResult[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT result FROM ${this.#database.schema}.allocation_results
       WHERE tenant_id = $1 AND period_start >= $2 AND period_end <= $3
       ORDER BY period_start, period_end, allocation_id`,
      within.start,
      within.end,
    );
    const results = rows.map((row) =>
      orThrow(decode(CostAllocationResult, row['result'], 'a stored allocation result')),
    );
    const foreign = results.find((result) => result.tenantId !== tenantId);
    if (foreign === undefined) return results;
    throw foreignTenant({ port: 'results', method: 'find', expected: tenantId, got: foreign.tenantId });
  }
}

/** What `carryForward` rules pass on from one period to the next, in PostgreSQL. Writing again replaces. */
export class PostgresCarriedEntitlements implements CarryPort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read(asOf: number): Promise<unknown> {
    const [row] = await this.#database.shared(
      `SELECT carried FROM ${this.#database.schema}.carried_entitlements WHERE as_of = $1`,
      asOf,
    );
    return row === undefined ? null : row['carried'];
  }

  async write(asOf: number, carried: unknown): Promise<void> {
    await this.#database.shared(
      `INSERT INTO ${this.#database.schema}.carried_entitlements (as_of, carried) VALUES ($1, $2)
       ON CONFLICT (as_of) DO UPDATE SET carried = EXCLUDED.carried`,
      asOf,
      toJsonText(carried),
    );
  }
}

/** The drift history in PostgreSQL: append-only; the primary key decides between two scans that add the same link. */
export class PostgresDriftHistory implements DriftHistoryPort {
  readonly #database: Database;
  readonly #acrossTenants: boolean;

  /**
   * `acrossTenants`: whether `read` may be asked without a tenant. Default false, because ids repeat between tenants.
   */
  constructor(database: Database, options: { readonly acrossTenants?: boolean } = {}) {
    this.#database = database;
    this.#acrossTenants = options.acrossTenants ?? false;
  }

  async append(entry: HistoryEntry): Promise<'appended' | 'conflict'> {
    const added = await this.#database.forTenant(
      entry.tenantId,
      `INSERT INTO ${this.#database.schema}.drift_entries (tenant_id, resource_id, sequence, recorded_at, entry)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING sequence`,
      toStorableText(entry.resourceId, 'the resource id'),
      entry.sequence,
      entry.recordedAt,
      toJsonText(HistoryEntry.encode(entry)),
    );
    return added.length === 1 ? 'appended' : 'conflict';
  }

  async latest({ tenantId }: { readonly tenantId: string }): Promise<readonly HistoryEntry[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT DISTINCT ON (resource_id) entry FROM ${this.#database.schema}.drift_entries
       WHERE tenant_id = $1 ORDER BY resource_id, sequence DESC`,
    );
    return rows.map(entryOf);
  }

  async read({ tenantId, resourceId, since }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const params = [toStorableText(resourceId, 'the resource id'), since ?? null] as const;
    if (tenantId !== undefined) {
      const rows = await this.#database.forTenant(
        tenantId,
        `SELECT entry FROM ${this.#database.schema}.drift_entries
         WHERE tenant_id = $1 AND resource_id = $2 AND ($3::float8 IS NULL OR recorded_at > $3::float8)
         ORDER BY sequence`,
        ...params,
      );
      return rows.map(entryOf);
    }
    if (!this.#acrossTenants) throw new TypeError('this history is read for one tenant at a time');
    const across = `SELECT entry FROM ${this.#database.schema}.drift_entries
       WHERE resource_id = $1 AND ($2::float8 IS NULL OR recorded_at > $2::float8)
       ORDER BY recorded_at, tenant_id COLLATE "C", sequence`;
    const rows = await this.#database.allTenants('drift_entries', (query) => query(across, ...params));
    return rows.map(entryOf);
  }
}

function entryOf(row: Row): HistoryEntry {
  return orThrow(decode(HistoryEntry, row['entry'], 'a stored history entry'));
}

/**
 * The forecasts in PostgreSQL. Saving is idempotent: the same forecast again, after a crash or a retry, changes
 * nothing.
 */
export class PostgresForecasts implements ForecastStorePort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async saveForecast(forecast: ForecastResult): Promise<void> {
    await this.#database.forTenant(
      forecast.tenantId,
      `INSERT INTO ${this.#database.schema}.forecasts (tenant_id, forecast_id, metric, generated_at, forecast)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, forecast_id)
       DO UPDATE SET metric = EXCLUDED.metric, generated_at = EXCLUDED.generated_at, forecast = EXCLUDED.forecast`,
      toStorableText(forecast.forecastId, 'the forecast id'),
      forecast.metric,
      forecast.generatedAt,
      toJsonText(ForecastResult.encode(forecast)),
    );
  }

  async latestForecasts({ tenantId, metric, limit }: ForecastQuery): Promise<readonly ForecastResult[]> {
    const rows = await this.#database.forTenant(
      tenantId,
      `SELECT forecast FROM ${this.#database.schema}.forecasts WHERE tenant_id = $1 AND metric = $2
       ORDER BY generated_at DESC, forecast_id DESC LIMIT $3::bigint`,
      metric,
      limit,
    );
    return rows.map((row) => orThrow(decode(ForecastResult, row['forecast'], 'a stored forecast')));
  }
}

/** The custom models in PostgreSQL. Saving is idempotent. */
export class PostgresModels implements ModelStorePort {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async saveModel(model: TrainedModel): Promise<void> {
    await this.#database.forTenant(
      model.tenantId,
      `INSERT INTO ${this.#database.schema}.models (tenant_id, model_id, metric, trained_at, model)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, model_id)
       DO UPDATE SET metric = EXCLUDED.metric, trained_at = EXCLUDED.trained_at, model = EXCLUDED.model`,
      toStorableText(model.modelId, 'the model id'),
      model.metric,
      model.trainedAt,
      toJsonText(TrainedModel.encode(model)),
    );
  }

  async latestModel({ tenantId, metric }: MetricQuery): Promise<TrainedModel | null> {
    const [row] = await this.#database.forTenant(
      tenantId,
      `SELECT model FROM ${this.#database.schema}.models WHERE tenant_id = $1 AND metric = $2
       ORDER BY trained_at DESC, model_id DESC LIMIT 1`,
      metric,
    );
    return row === undefined ? null : orThrow(decode(TrainedModel, row['model'], 'a stored model'));
  }
}
