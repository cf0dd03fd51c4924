import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advanceStream, forecastStream } from '../../src/capacity-forecast/streaming/index.js';
import { CostAllocationResult } from '../../src/cost-allocation/index.js';
import { verifyAllocation } from '../../src/cost-allocation/verification.js';
import { AllocationRecord } from '../../src/cost-allocation/record.js';
import { HistoryEntry, verifyChain } from '../../src/drift/history/index.js';
import { orThrow } from '../../src/prelude.js';

/** Written by version 0.1.0 before its files were reorganized. Whatever is stored must stay readable. */
function readStored(name: string) {
  return JSON.parse(readFileSync(new URL(`stored/${name}.json`, import.meta.url), 'utf8'));
}

describe('data stored by version 0.1.0', () => {
  it('holds drift histories whose hash chains verify, and encodes them to the same JSON', () => {
    const stored: { resource_id: string }[] = readStored('drift-history');
    for (const [resourceId, length] of Object.entries({ 'db-1': 5, 'sg-web': 5 })) {
      const json = stored.filter((entry) => entry.resource_id === resourceId);
      const entries = json.map((entry) => orThrow(HistoryEntry.decode(entry)));
      expect(orThrow(verifyChain(entries))).toHaveLength(length);
      expect(JSON.parse(JSON.stringify(entries.map((entry) => HistoryEntry.encode(entry))))).toEqual(json);
    }
  });

  it('refuses a stored history in which one value was changed', () => {
    const stored = readStored('drift-history').filter((entry: { resource_id: string }) => entry.resource_id === 'db-1');
    stored[1].recorded_at += 1;
    const entries = stored.map((entry: unknown) => orThrow(HistoryEntry.decode(entry)));
    expect(verifyChain(entries)).toMatchObject({ _tag: 'Left', left: { _tag: 'TamperedHistory', sequence: 1 } });
  });

  it('holds allocation records that verify with the digest they had', () => {
    const record = orThrow(AllocationRecord.decode(readStored('allocation-record')));
    expect(orThrow(verifyAllocation(record)).digest).toBe(
      'c4be41c4e0a6bddc9976cf6cdea961a652f7401033c641c998648a019b0f98d2',
    );
  });

  it('holds allocation results that encode to the same JSON', () => {
    for (const json of readStored('allocation-results')) {
      const result = orThrow(CostAllocationResult.decode(json));
      expect(JSON.parse(JSON.stringify(CostAllocationResult.encode(result)))).toEqual(json);
    }
  });

  it('holds stream states that continue to the same forecast', () => {
    const { state, next, forecast } = readStored('stream-state');
    expect(orThrow(forecastStream(orThrow(advanceStream(state, next)), 5))).toEqual(forecast);
  });
});
