import { deepStrictEqual } from 'node:assert/strict';
import { decode } from '../codec/decode.js';
import type * as t from '../codec/io-ts.js';
import type { Charge } from '../cost-allocation/model/charge.js';
import type { BillingPort } from '../cost-allocation/ports.js';
import { type MaybePromise, orThrow } from '../prelude.js';
import type { EpochSeconds, Interval } from '../time/period.js';

/**
 * One thing that a port promises, as a host's own test runner can check it: `run` rejects where the promise is broken.
 *
 * @example
 * for (const { name, run } of driftHistoryContract({ open: async () => ({ port: await myStore() }) })) it(name, run);
 */
export interface ContractCase {
  /** What is promised, as a sentence. */
  readonly name: string;
  /** Rejects where the promise is broken. */
  run(): Promise<void>;
}

/** A port under test, and what to do when the case is over. */
export interface PortFixture<Port> {
  /** What is tested. */
  readonly port: Port;
  /** Called after the case, whatever came of it. */
  close?(): MaybePromise<unknown>;
}

/** The case that opens a subject, checks a promise on it and closes it, whatever comes of it. */
export function contractCase<S extends PortFixture<unknown>>(
  name: string,
  open: () => MaybePromise<S>,
  check: (subject: S) => Promise<void>,
): ContractCase {
  return {
    name,
    async run() {
      const subject = await open();
      try {
        await check(subject);
      } finally {
        await subject.close?.();
      }
    },
  };
}

/** What a port answered, read as the library reads it: models, drafts of them or the wire form. */
export function readAnswer<A>(codec: t.Type<A, unknown>, answer: unknown): A {
  return orThrow(decode(codec, answer, 'the answer of the port'));
}

/** An interval of seconds since the Unix epoch, as ports are asked. */
export const toInterval = (start: number, end: number): Interval => ({
  start: start as EpochSeconds,
  end: end as EpochSeconds,
});

/** A signal that is never aborted, for calls of ports. */
export const neverAborted = (): AbortSignal => new AbortController().signal;

/** Ids that stores, paths and records have mistaken for each other or for something else; all of them are different. */
export const HOSTILE_NAMES: readonly string[] = [
  'acme',
  'ACME',
  'acme ',
  ' acme',
  'acme%',
  'acm_',
  'acme/../other',
  "acme' OR '1'='1",
  'acme"; DROP TABLE x; --',
  'acme\\',
  '__proto__',
  'constructor',
  'toString',
  '*',
  'null',
  '0',
  '1e3',
  'Zoë',
  'Zoe\u0308',
  '😀',
  '\u202eemca',
];

/** How to get at a port that answers from `Data`: `open` must load exactly what it is given. */
export interface RegistrySetup<Port, Data> {
  /** Opens a registry with what the case puts into it. */
  readonly open: (data: readonly Data[]) => MaybePromise<PortFixture<Port>>;
}

export interface StoreSetup<Port> {
  /** Opens an empty store. */
  readonly open: () => MaybePromise<PortFixture<Port>>;
}

/** How to get at a bill, and what it can do beyond the least. */
export interface BillingSetup {
  /** Opens a bill of exactly these charges. */
  readonly open: (charges: readonly Charge[]) => MaybePromise<PortFixture<BillingPort>>;
  /** Whether the port adds up by itself. */
  readonly totals: boolean;
}

export interface ForecastStoreSetup<Port> {
  /** Opens an empty store. */
  readonly open: () => MaybePromise<PortFixture<Port>>;
}

/** How to get at a port that hands things on, and at what has arrived behind it. */
export interface ReceiverSetup<Port, Thing> {
  /** Opens a receiver that has taken nothing yet. */
  readonly open: () => MaybePromise<PortFixture<Port> & { received(): MaybePromise<readonly Thing[]> }>;
  /** Whether what comes again under the same key (or id) takes effect once; without it, it arrives each time. */
  readonly once: boolean;
}

export function receiverCases<Port, Thing>(
  name: string,
  { open, once }: ReceiverSetup<Port, Thing>,
  things: readonly Thing[],
  hand: (port: Port, thing: Thing) => MaybePromise<unknown>,
  encode: (thing: Thing) => unknown,
): readonly ContractCase[] {
  const texts = (list: readonly Thing[]): string[] => list.map((thing) => JSON.stringify(encode(thing))).sort();
  const again = once ? 'takes effect once' : 'arrives each time';
  return [
    contractCase(`${name}: what is dispatched arrives as it is`, open, async (subject) => {
      for (const thing of things) await hand(subject.port, thing);
      deepStrictEqual(texts(await subject.received()), texts(things));
    }),
    contractCase(`${name}: what is dispatched again, also at the same time, ${again}`, open, async (subject) => {
      const [first, second] = things as readonly [Thing, Thing, ...Thing[]];
      await hand(subject.port, first);
      await hand(subject.port, first);
      await Promise.all([1, 2, 3].map(() => hand(subject.port, second)));
      deepStrictEqual(
        texts(await subject.received()),
        texts(once ? [first, second] : [first, first, second, second, second]),
      );
    }),
  ];
}
