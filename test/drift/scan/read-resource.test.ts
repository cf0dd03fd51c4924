import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { providerOf, RateLimiter } from '../../../src/drift/scan/read-resource.js';

describe('the rate limit of a provider', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const asked = (limiter: RateLimiter, provider: string, times: number): { done: number } => {
    const state = { done: 0 };
    const { signal } = new AbortController();
    for (let i = 0; i < times; i++) void limiter.take(provider, signal).then(() => (state.done += 1));
    return state;
  };

  it('lets a burst through and then goes at its rate', async () => {
    const state = asked(new RateLimiter({ aws: { perSecond: 10, burst: 3 } }), 'aws', 6);
    await vi.advanceTimersByTimeAsync(0);
    expect(state.done).toBe(3);
    await vi.advanceTimersByTimeAsync(101);
    expect(state.done).toBe(4);
    await vi.advanceTimersByTimeAsync(200);
    expect(state.done).toBe(6);
  });

  it('fills up again while nobody asks, and no further than the burst', async () => {
    const limiter = new RateLimiter({ aws: { perSecond: 10, burst: 2 } });
    asked(limiter, 'aws', 2);
    await vi.advanceTimersByTimeAsync(60_000);
    const state = asked(limiter, 'aws', 5);
    await vi.advanceTimersByTimeAsync(0);
    expect(state.done).toBe(2);
  });

  it('keeps providers apart, and limits none that is not named', async () => {
    const limiter = new RateLimiter({ aws: { perSecond: 1 } });
    const [aws, google] = [asked(limiter, 'aws', 3), asked(limiter, 'google', 3)];
    await vi.advanceTimersByTimeAsync(0);
    expect([aws.done, google.done]).toEqual([1, 3]);
  });

  it('lets go of those who wait when the scan is called off', async () => {
    const limiter = new RateLimiter({ '*': { perSecond: 0.001 } });
    const controller = new AbortController();
    let done = 0;
    for (let i = 0; i < 3; i++) void limiter.take('aws', controller.signal).then(() => (done += 1));
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(3);
  });

  it.each([
    ['aws_vpc', 'aws'],
    ['AWS::EC2::VPC', 'aws'],
    ['google_compute_firewall', 'google'],
    ['azurerm_subnet', 'azurerm'],
    ['', 'unknown'],
  ])('reads the provider of %s as %s', (resourceType, provider) => {
    expect(providerOf({ resourceType })).toBe(provider);
  });
});
