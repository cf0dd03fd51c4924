import { afterEach, describe, expect, it, vi } from 'vitest';
import { decode } from '../../src/codec/decode.js';
import { text } from '../../src/codec/values.js';
import type { PortFailure } from '../../src/errors/kernel.js';
import { isError } from '../../src/errors/tagged.js';
import { randomIds } from '../../src/host/clock-ids.js';
import {
  noObserver,
  type Observation,
  pause,
  portCall,
  type PortContext,
  readRows,
  startTimer,
} from '../../src/host/port-call.js';
import { E, type Either, orThrow } from '../../src/prelude.js';

const ask = (call: (signal: AbortSignal) => unknown, context: PortContext = {}) =>
  portCall(
    {
      port: 'billing',
      method: 'charges',
      tenantId: 'acme',
      call,
      read: (answer) => decode(text, answer, 'the answer'),
    },
    context,
  )();
const leftOf = (outcome: Either<Error, unknown>): Error | undefined => (E.isLeft(outcome) ? outcome.left : undefined);

describe('portCall', () => {
  it('passes on what a port answers, at once or later', async () => {
    expect(await ask(() => 'x')).toEqual(E.right('x'));
    expect(await ask(() => Promise.resolve('y'))).toEqual(E.right('y'));
  });
  it('a port that throws or rejects is a failure that keeps the cause', async () => {
    const boom = new Error('boom');
    for (const outcome of [
      await ask(() => {
        throw boom;
      }),
      await ask(() => Promise.reject(boom)),
    ]) {
      const error = leftOf(outcome);
      expect(isError<PortFailure>(error, 'PortFailure') && error.message).toBe(
        'the billing port failed in charges: Error: boom',
      );
      expect(error?.cause).toBe(boom);
    }
  });
  it('whatever is thrown, it is a failure', async () => {
    const evil = {
      toString() {
        throw new Error('no');
      },
    };
    for (const thrown of ['text', undefined, null, 7, evil, Object.assign(new Error('x'), { name: undefined })]) {
      expect(leftOf(await ask(() => Promise.reject(thrown)))).toMatchObject({ _tag: 'PortFailure' });
    }
    const thenable = Object.defineProperty({}, 'then', {
      get: () => {
        throw new Error('then');
      },
    });
    expect(leftOf(await ask(() => thenable))).toMatchObject({ _tag: 'PortFailure' });
  });
  it('a port that never answers is a failure at the deadline, and is told to stop', async () => {
    let told: AbortSignal | undefined;
    const error = leftOf(
      await ask(
        (signal) => {
          told = signal;
          return new Promise(() => undefined);
        },
        { deadlineSeconds: 0.001 },
      ),
    );
    expect(isError<PortFailure>(error, 'PortFailure') && error.reason).toBe('no answer within 0.001 s');
    expect(told?.aborted).toBe(true);
  });
  it('an answer after the deadline changes nothing, and its rejection harms nobody', async () => {
    let fail: (cause: Error) => void = () => undefined;
    const outcome = await ask(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
      { deadlineSeconds: 0.001 },
    );
    fail(new Error('late'));
    await Promise.resolve();
    expect(isError(leftOf(outcome), 'PortFailure')).toBe(true);
  });
  it('a call that is called off is cancelled: before it starts, or while it runs', async () => {
    let called = false;
    const before = leftOf(
      await ask(
        () => {
          called = true;
        },
        { signal: AbortSignal.abort() },
      ),
    );
    expect([isError(before, 'Cancelled'), called]).toEqual([true, false]);
    const controller = new AbortController();
    const running = ask(() => new Promise(() => undefined), { signal: controller.signal });
    controller.abort();
    const error = leftOf(await running);
    expect(isError(error, 'Cancelled') && error.message).toBe('billing.charges was cancelled');
  });
  it('an answer of another shape is a decode error, one that cannot be read a failure', async () => {
    expect(leftOf(await ask(() => 7))).toMatchObject({ _tag: 'DecodeError' });
    const unreadable = await portCall({
      port: 'p',
      method: 'm',
      call: () => 1,
      read: () => {
        throw new Error('x');
      },
    })();
    expect(isError(leftOf(unreadable), 'PortFailure')).toBe(true);
  });
  it('the observer sees the beginning and the end, and cannot spoil them', async () => {
    const seen: (string | Observation)[] = [];
    const observer = {
      start: (name: string, tenantId?: string) => {
        seen.push(`${name} ${tenantId}`);
        return (o: Observation) => {
          seen.push(o);
        };
      },
    };
    await ask(() => 'x', { observer });
    await ask(() => 7, { observer });
    const base = { name: 'billing.charges', tenantId: 'acme' };
    expect(seen).toEqual([
      'billing.charges acme',
      { ...base, outcome: 'ok' },
      'billing.charges acme',
      { ...base, outcome: 'failed', errorTag: 'DecodeError' },
    ]);
    const rude = {
      start: () => {
        throw new Error('x');
      },
    };
    const ruder = {
      start: () => () => {
        throw new Error('x');
      },
    };
    expect([await ask(() => 'x', { observer: rude }), await ask(() => 'x', { observer: ruder })]).toEqual([
      E.right('x'),
      E.right('x'),
    ]);
    expect(noObserver.start('x')({ name: 'x', outcome: 'ok' })).toBeUndefined();
  });
});

describe('the rest of the port kit', () => {
  it('a row about another tenant, or about something else than was asked for, is an error', async () => {
    const about = { tenantId: 'acme', resourceId: 'r1' };
    const askAbout = (answer: unknown) =>
      portCall({ port: 'p', method: 'm', about, call: () => answer, read: E.right })();
    expect(await askAbout([{ tenantId: 'acme', resourceId: 'r1' }, {}])).toMatchObject({ _tag: 'Right' });
    for (const row of [
      { tenantId: 'other' },
      { tenant_id: 'other' },
      { tenantId: null },
      { tenantId: 'acme', tenant_id: 'x' },
    ])
      expect(leftOf(await askAbout([{ tenantId: 'acme' }, row]))).toMatchObject({ _tag: 'ForeignTenant' });
    expect(leftOf(await askAbout([{ resourceId: 'r1' }, { resource_id: 'r2' }]))?.message).toBe(
      'the answer of p.m is not as expected: [1].resourceId: expected "r1", got "r2"',
    );
    expect(leftOf(await askAbout({ resourceId: 7 }))).toMatchObject({ _tag: 'DecodeError' });
  });
  it('rows are read in turns, and what is wrong is told by its place in the whole list', async () => {
    const rows: unknown[] = Array.from({ length: 1000 }, (_, i) => `row ${i}`);
    const askRows = () => portCall({ port: 'p', method: 'm', call: () => rows, read: readRows(text, 'the rows') })();
    expect(await askRows()).toEqual(E.right(rows));
    rows[700] = 7;
    expect(leftOf(await askRows())?.message).toBe('the rows are not as expected: [700]: expected string, got 7');
  });
  it.each([[Number.NaN], [-1], ['5' as never]])('a deadline of %j is refused by name', async (deadlineSeconds) => {
    expect(leftOf(await ask(() => 'x', { deadlineSeconds }))?.message).toContain('invalid deadlineSeconds');
  });
  it('an observer that rejects later, or ends in a rejection, changes nothing', async () => {
    const rejects = async (): Promise<never> => {
      throw new Error('later');
    };
    for (const start of [rejects, () => rejects]) {
      expect(await ask(() => 'x', { observer: { start } as never })).toEqual(E.right('x'));
    }
  });
  it('no reason of a failure holds a secret or is endless', async () => {
    const quoting = leftOf(await ask(() => Promise.reject(new Error('no postgres://app:hunter22@db'))));
    expect(quoting?.message).toContain('postgres://app:***@db');
    expect(leftOf(await ask(() => Promise.reject(new Error('x'.repeat(1e6)))))!.message.length).toBeLessThan(400);
    const answer = leftOf(await ask(() => ({ note: 'ghp_'.padEnd(40, 'a') })))!.message;
    expect(answer).not.toContain('ghp_aaaa');
  });
  it('random ids differ', () => expect(new Set(Array.from({ length: 100 }, () => randomIds.next())).size).toBe(100));
  it('orThrow opens successes and throws or rejects failures', async () => {
    expect(orThrow(E.right(1))).toBe(1);
    const error = new Error('x');
    expect(() => orThrow(E.left(error))).toThrow(error);
    await expect(orThrow(async () => E.left(error))).rejects.toBe(error);
  });
});

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
