import { describe, expect, it } from 'vitest';
import {
  calibrate,
  cycleMeans,
  cycleShape,
  deltaPath,
  meanWithoutLargest,
  rhoPath,
  smallerIfSameSign,
} from '../../../src/capacity-forecast/forecasters/card.js';
import { createHistory } from '../../../src/capacity-forecast/series-history.js';

const of = (values: number[], periods: number[] = []) => createHistory(Float64Array.from(values), periods);

describe('delta', () => {
  it('agrees on the smaller of two growths with one sign, on none otherwise', () => {
    expect([
      smallerIfSameSign(2, 3),
      smallerIfSameSign(-3, -1),
      smallerIfSameSign(2, -3),
      smallerIfSameSign(0, 5),
    ]).toEqual([2, -1, 0, 0]);
  });

  it('leaves out the largest steps by size, whatever their sign', () => {
    // -9 and 5 go; of 1, 2 and -3 the mean is 0. With a tie for the third place, both stay.
    expect(meanWithoutLargest(Float64Array.of(1, -9, 2, 5, -3), 2)).toBe(0);
    expect(meanWithoutLargest(Float64Array.of(4, -9, 8, -4), 1)).toBe(8 / 3);
    expect(meanWithoutLargest(Float64Array.of(4, 8), 3)).toBe(6);
  });

  it('continues a straight line', () => {
    expect(Array.from(deltaPath(of([2, 4, 6, 8, 10, 12, 14, 16]), 3))).toEqual([18, 20, 22]);
  });

  it('stays flat where one large step alone made the growth', () => {
    expect(Array.from(deltaPath(of([5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 9]), 2))).toEqual([9, 9]);
  });

  it('takes steps by the least of recent, overall and trimmed growth', () => {
    // Steps 1 1 1 1 1 1 3 3 3 3 3 3: recent mean 3, overall 2, without the largest: ties stay, so 2 again.
    const values = [0, 1, 2, 3, 4, 5, 6, 9, 12, 15, 18, 21, 24];
    expect(Array.from(deltaPath(of(values), 2))).toEqual([26, 28]);
  });

  it('damps growth further from the second step on', () => {
    // Steps 1 1 1 1 1 1 1 2 3 1: recent 1.5, overall 1.3, without the largest 10/9, without the largest three 1.
    const path = deltaPath(of([0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 13]), 3);
    expect(path[0]).toBeCloseTo(13 + 10 / 9, 9);
    expect(path[1]! - path[0]!).toBeCloseTo(1, 9);
    expect(path[2]! - path[1]!).toBeCloseTo(1, 9);
  });

  it('averages whole cycles counted back from the end', () => {
    expect(Array.from(cycleMeans(Float64Array.of(99, 1, 3, 5, 7), 2))).toEqual([2, 6]);
  });

  it('weighs the latest cycle most in the shape of the season', () => {
    // One quarter of the older cycle (0, 4), three quarters of the latest (0, 8): 0 and 7, less their mean.
    expect(Array.from(cycleShape(Float64Array.of(0, 4, 0, 8), 2, [1, 3]))).toEqual([-3.5, 3.5]);
  });
});

describe('rho', () => {
  it('keeps to the mean where the values turn back at every step', () => {
    const path = rhoPath(of(Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 9 : 11))), 3);
    path.forEach((x) => expect(x).toBeCloseTo(10, 6));
  });

  it('follows a first-order autoregression back to its mean', () => {
    // y_t = 0.3 y_(t-1) + 7 exactly, kicked every tenth step: mean 10 between the kicks.
    const values: number[] = [];
    for (let t = 0; t < 80; t++) values.push(t % 10 === 0 ? 20 : 0.3 * values[t - 1]! + 7);
    const path = rhoPath(of(values), 30);
    expect(path[29]! - path[28]!).toBeCloseTo(0, 6);
  });

  it('takes a walk that keeps turning for a walk, not for a way back to the mean', () => {
    const walk = [0];
    for (let t = 0; t < 60; t++)
      walk.push(walk[t]! + [3, -2, -1, 2, -3, 1, 2, -2][(t * t + 3 * t) % 8]! * (t % 3 === 0 ? 1 : -1));
    const path = rhoPath(of(walk), 5);
    expect(Array.from(path)).toEqual(new Array<number>(5).fill(walk[60]!));
  });

  it('takes the unit root with its drift for a line, less nothing where no step strays', () => {
    const path = rhoPath(of(Array.from({ length: 30 }, (_, t) => 3 + 2 * t)), 4);
    path.forEach((x, h) => expect(x).toBeCloseTo(63 + 2 * h, 6));
  });
});

describe('calibrate', () => {
  it('leaves a path alone that its regression explains: the same line goes on', () => {
    const line = Array.from({ length: 30 }, (_, t) => 5 + 3 * t);
    const path = Float64Array.from({ length: 4 }, (_, h) => 95 + 3 * h);
    calibrate(of(line), path).forEach((x, h) => expect(x).toBeCloseTo(path[h]!, 6));
  });

  it('gives a season back to a path that lost it', () => {
    const season = [-8, 0, 8, 0];
    const values = Array.from({ length: 80 }, (_, t) => 100 + season[t % 4]! + ((t * 7) % 5) / 10);
    const calibrated = calibrate(of(values, [4]), Float64Array.of(100, 100, 100, 100));
    expect(calibrated[0]!).toBeLessThan(97);
    expect(calibrated[2]!).toBeGreaterThan(103);
  });

  it('leaves the path of a history too short for a regression as it is', () => {
    const path = Float64Array.of(1, 2);
    expect(calibrate(of([1, 2, 3, 4]), path)).toBe(path);
  });
});
