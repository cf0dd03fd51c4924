/** The bill that the cost benchmark adds up: a million lines from a seed, as row objects and as a CSV file. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from '../measure.js';

export interface BillRow {
  readonly chargeId: string;
  readonly tenantId: string | null;
  readonly resourceId: string;
  readonly category: 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';
  /** DECIMAL(18,9) as text. */
  readonly cost: string;
  readonly start: string;
  readonly tags: string;
}

const CATEGORIES = [
  'compute',
  'compute',
  'compute',
  'storage',
  'storage',
  'network',
  'network',
  'reserved',
  'support',
] as const;
const TEAMS = ['atlas', 'orion', 'apollo', 'zenith', 'nimbus', 'pioneer', 'eclipse', 'tungsten'];
const SEPTEMBER = Date.UTC(2024, 8, 1);

/**
 * Lines of 1,000 tenants (the first have the most) and 50,000 resources. One line in fifty is shared and names no
 * tenant, one in a hundred is negative, one in twenty is zero.
 */
export function makeBill(rows: number, tenants = 1_000, resources = 50_000): BillRow[] {
  const random = seeded(20_240_901);
  const resourceNames = Array.from(
    { length: resources },
    (_, i) => `vm-${((i * 2_654_435_761) % 2 ** 32).toString(36)}`,
  );
  const tenantNames = Array.from({ length: tenants }, (_, i) => `org-${String(i).padStart(4, '0')}`);
  return Array.from({ length: rows }, (_, i) => {
    const resource = Math.floor(random() ** 2 * resources);
    const shared = random() < 0.02;
    return {
      chargeId: String(i),
      // A resource has one tenant.
      tenantId: shared ? null : tenantNames[Math.floor((((resource * 7919) % resources) / resources) ** 3 * tenants)]!,
      resourceId: resourceNames[resource]!,
      category: shared ? 'shared' : CATEGORIES[Math.floor(random() * CATEGORIES.length)]!,
      cost: amount(random),
      start: new Date(SEPTEMBER + Math.floor(random() * 720) * 3_600_000).toISOString().slice(0, 19) + 'Z',
      tags: `{"team":"${TEAMS[Math.floor(random() * TEAMS.length)]!}","env":"${random() < 0.7 ? 'prod' : 'dev'}"}`,
    };
  });
}

function amount(random: () => number): string {
  const kind = random();
  if (kind < 0.05) return '0.000000000';
  const text = (random() ** 8 * 3).toFixed(9);
  return kind < 0.06 ? `-${text}` : text;
}

export const CSV_HEADER = 'charge_id,tenant_id,resource_id,category,cost,currency,start,tags';

/** Writes the bill as CSV, the tags quoted as they hold commas, and answers how many bytes the file has. */
export function writeCsv(rows: readonly BillRow[], file: string): number {
  const out = openSync(file, 'w');
  let bytes = writeSync(out, `${CSV_HEADER}\n`);
  for (let from = 0; from < rows.length; from += 10_000) {
    const lines = rows
      .slice(from, from + 10_000)
      .map(line)
      .join('');
    bytes += writeSync(out, lines);
  }
  closeSync(out);
  return bytes;
}

function line(row: BillRow): string {
  const tags = `"${row.tags.replaceAll('"', '""')}"`;
  return `${row.chargeId},${row.tenantId ?? ''},${row.resourceId},${row.category},${row.cost},USD,${row.start},${tags}\n`;
}
