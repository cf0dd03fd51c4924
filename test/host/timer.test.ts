import { afterEach, describe, expect, it, vi } from 'vitest';
import { pause, startTimer } from '../../src/host/timer.js';

afterEach(() => void vi.useRealTimers());

describe('startTimer', () => {
  it('keeps delays beyond 2^31 ms, and never fires for Infinity', () => {
    vi.useFakeTimers();
    const fired: string[] = [];
    const days = 30 * 86_400;
    startTimer(days, () => fired.push('30 days'));
    startTimer(Infinity, () => fired.push('never'));
    vi.advanceTimersByTime(days * 1000 - 1);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(fired).toEqual(['30 days']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be stopped, also after its first part', () => {
    vi.useFakeTimers();
    const stop = startTimer(30 * 86_400, () => expect.unreachable());
    vi.advanceTimersByTime(2 ** 31);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('pause', () => {
  it('ends at once when it is cancelled, before or in the middle', async () => {
    await pause(1000, AbortSignal.abort());
    const controller = new AbortController();
    const waiting = pause(1000, controller.signal);
    controller.abort();
    await waiting;
    await pause(0, new AbortController().signal);
    expect(controller.signal.aborted).toBe(true);
  });
});
