import type { PostgresClient } from '@omnicloud/domain/adapters/postgres';

/** Which steps of a night are done, so that a new start does not do them again. Doing one again would do no harm. */
export class Progress {
  readonly #client: PostgresClient;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  async prepare(): Promise<void> {
    // Two hosts may start at the same time, and IF NOT EXISTS alone does not survive that.
    await this.#client.query(`DO $$ BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('host progress'));
      CREATE TABLE IF NOT EXISTS nightly_progress (
        day text, tenant_id text, step text, done_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (day, tenant_id, step)
      );
    END $$`);
  }

  async isDone(day: string, tenantId: string, step: string): Promise<boolean> {
    const { rows } = await this.#client.query(
      'SELECT FROM nightly_progress WHERE day = $1 AND tenant_id = $2 AND step = $3',
      [day, tenantId, step],
    );
    return rows.length > 0;
  }

  async done(day: string, tenantId: string, step: string): Promise<void> {
    await this.#client.query(
      'INSERT INTO nightly_progress (day, tenant_id, step) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [day, tenantId, step],
    );
  }
}
