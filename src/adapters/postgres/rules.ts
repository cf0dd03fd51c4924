import { decode } from '../../codec/index.js';
import { AllocationRule } from '../../cost-allocation/model/index.js';
import type { RulesPort } from '../../cost-allocation/ports.js';
import { staleWrite, type StaleWrite } from '../../errors/store.js';
import * as E from '../../either.js';
import { orThrow, type Either } from '../../prelude.js';
import { toEpochSeconds, systemClock, type Clock } from '../../time/index.js';
import type { Row } from './client.js';
import type { Database } from './database.js';
import { toJsonText, toStorableText } from './storable.js';

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
    return E.left(staleWrite({ what: `the rule ${rule.ruleId}`, expectedVersion, actualVersion }));
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
    const savedAt = toEpochSeconds(this.#clock.now());
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
