import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../integration/bundle.js';
import { ROOT } from '../package/consumer.js';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'omnicloud-demo-'));
  program = join(folder, 'demo.mjs');
  await bundle('docs/examples/demo/main.ts', program);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the demo as `npm run demo` does, from the repository's root, but translated once for all runs. */
function demo(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly problems: string;
} {
  const page = join(folder, 'page.html');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--page', page, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, out: stdout, problems: stderr };
}

const given = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const state = (port: number): string =>
  JSON.stringify({
    version: 4,
    terraform_version: '1.5.0',
    serial: 1,
    lineage: 'a',
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type: 'aws_instance',
        name: 'web',
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ schema_version: 1, attributes: { id: 'i-1', port } }],
      },
    ],
  });

describe('the demo', () => {
  it('answers the three questions on its own platform, and writes a page that loads nothing', () => {
    const { status, out, problems } = demo();
    expect([status, problems]).toEqual([0, '']);
    expect(out).toContain('allocated 2572.9813 = billed 1828.9813 + amortized 744.00 EUR');
    expect(out).toContain('critical    db-orders    publicly_accessible');
    expect(out).toMatch(/Capacity of 1200 reached: P99 2027-0[34]-\d\d, P90 2027-04-\d\d/);
    const page = readFileSync(join(folder, 'page.html'), 'utf8');
    // A wide and a narrow picture of each part's chart.
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect(page).not.toMatch(/<script|<link|src=|url\((?!#)|href="(?!#)/);
  });

  it('answers them on files', () => {
    const billing = given(
      'bill.csv',
      [
        'BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,SubAccountId,ChargeCategory,ServiceCategory',
        '1.25,1.25,USD,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,team-a,Usage,Compute',
        '0.50,0.50,USD,2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,team-b,Usage,Storage',
      ].join('\n'),
    );
    const usage = given(
      'usage.csv',
      [
        'timestamp,value',
        ...Array.from({ length: 30 * 24 }, (_, i) => `${1_772_323_200 + i * 3600},${50 + (i % 24)}`),
      ].join('\n'),
    );
    const { status, out, problems } = demo(
      '--billing',
      billing,
      '--desired',
      given('a.tfstate', state(80)),
      '--actual',
      given('b.tfstate', state(81)),
      '--usage',
      usage,
    );
    expect([status, problems]).toEqual([0, '']);
    expect(out).toContain('allocated 1.75 = billed 1.75 USD');
    expect(out).toMatch(/functional +aws_instance\.web +port +value_changed +80 → 81/);
    expect(out).toContain('When capacity runs out');
  });

  it.each([
    [['--actual', 'package.json'], '--actual needs --desired to be compared with'],
    [['--usage', 'package.json'], 'package.json: needs the columns timestamp and value, has {'],
  ])('tells a mistake in one line: %j', (args, problem) => {
    const { status, problems } = demo(...args);
    expect(status).toBe(2);
    expect(problems).toContain(problem);
    expect(problems).not.toMatch(/\n\s+at /);
  });
});
