import { describe, expect, it } from 'vitest';
import { vote } from '../../../src/capacity-forecast/regime/vote.js';

describe('vote', () => {
  it('elects the median of the places that enough lists support', () => {
    expect(vote([[50], [52], [53], [90], []], 3, 5)).toEqual([52]);
  });

  it('counts each list once', () => {
    expect(vote([[50, 51, 52], [53], []], 3, 5)).toEqual([]);
  });

  it('elects places that lie apart one after the other, in rising order', () => {
    expect(
      vote(
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
    expect(vote([[], [], []], 1, 5)).toEqual([]);
  });
});
