import { describe, expect, it } from 'vitest';
import { findConsensus } from '../../../src/capacity-forecast/regime/vote.js';

describe('vote', () => {
  it('elects the median of the places that enough lists support', () => {
    expect(findConsensus([[50], [52], [53], [90], []], 3, 5)).toEqual([52]);
  });

  it('counts each list once', () => {
    expect(findConsensus([[50, 51, 52], [53], []], 3, 5)).toEqual([]);
  });

  it('elects places that lie apart one after the other, in rising order', () => {
    expect(
      findConsensus(
        [
          [80, 20],
          [81, 21],
          [79, 19],
        ],
        3,
        5,
      ),
    ).toEqual([20, 80]);
  });

  it('elects nobody where there are no candidates', () => {
    expect(findConsensus([[], [], []], 1, 5)).toEqual([]);
  });
});
