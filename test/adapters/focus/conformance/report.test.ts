import { describe, expect, it } from 'vitest';
import { checkFocusConformance, formatConformance } from '../../../../src/adapters/focus/index.js';
import { orThrow } from '../../../../src/prelude.js';
import { focusCsv } from '../sample.js';

describe('a conformance report written out', () => {
  const report = orThrow(
    checkFocusConformance([{ name: 'a & b.csv', content: focusCsv({ BilledCost: '+1', SubAccountId: '<x> | "y"' }) }]),
  );

  it('is a table with a line a broken requirement', async () => {
    const text = formatConformance(await report, 'table');
    expect(text).toMatch(/^FOCUS 1\.0, CostAndUsage, 1 rows: does not conform \(\d+ met, \d+ violated/);
    expect(text).toMatch(/\nNumericFormat-A-010-M +MUST NOT +1 +a & b\.csv row 2, BilledCost: "\+1"\n/);
  });

  it('is JSON and SARIF that can be parsed, with the official ids', async () => {
    expect((JSON.parse(formatConformance(await report, 'json')) as { rows: number }).rows).toBe(1);
    const sarif = JSON.parse(formatConformance(await report, 'sarif')) as {
      version: string;
      runs: [
        {
          results: Array<{ ruleId: string; ruleIndex: number; level: string; locations: unknown[] }>;
          tool: { driver: { rules: Array<{ id: string }> } };
        },
      ];
    };
    expect(sarif.version).toBe('2.1.0');
    const [{ results, tool }] = sarif.runs;
    const found = results.find(({ ruleId }) => ruleId === 'BilledCost-C-002-M')!;
    expect(tool.driver.rules[found.ruleIndex]?.id).toBe('BilledCost-C-002-M');
    expect(found).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20&%20b.csv' }, region: { startLine: 2 } } }],
    });
  });

  it('is JUnit with a case a requirement, and Markdown, with every sign escaped', async () => {
    const { requirements, summary } = await report;
    const junit = formatConformance(await report, 'junit');
    expect(junit.match(/<testcase /g)).toHaveLength(requirements.length);
    expect(junit.match(/<failure /g)).toHaveLength(summary.violated);
    expect(junit).toContain('a &#38; b.csv row 2, BilledCost');
    expect(junit).not.toMatch(/&(?!#\d+;)/);
    expect(formatConformance(await report, 'markdown')).toContain('| NumericFormat-A-010-M |');
  });
});
