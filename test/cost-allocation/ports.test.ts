import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  type Charge,
  type CostAllocationOptions,
  type CostAllocationPorts,
  CostAllocationService,
} from '../../src/cost-allocation/index.js';
import { E, type Either } from '../../src/prelude.js';
import { charge, D, JUNE, JUNE_END, juneDay, reservation, rule, tenants, usage } from './bill.js';

/*
 * Every method of every port that the service calls, and everything that a host can do wrong in it: an answer to the
 * caller is a typed error that names the port. What a port may answer (nothing, to a call that only saves) is no error.
 */
const PORTS = memoryCostPorts({
  tenants: tenants('a', 'b'),
  charges: [
    charge('a', '10'),
    usage('b', '3'),
    charge(null, '0.07'),
    ...[3, 4, 5].map((month) =>
      charge('a', '10', { start: juneDay(30 * (month - 5)) - 86_400, end: juneDay(30 * (month - 5)) }),
    ),
    charge('a', '900', { start: JUNE_END + 1, end: JUNE_END + 2 }),
  ],
  rules: [rule('r', { strategy: 'equal', carryForward: true })],
  reservations: [
    reservation('1200', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
    reservation('5', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z', { reservationId: 'euro', currency: 'EUR' }),
  ],
  rates: [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.25') }],
  now: new Date('2024-07-05T00:00:00Z'),
});

type Outcome = Promise<Either<Error, unknown>>;
type Service = CostAllocationService;
/** What makes the service call a method, and what that method may answer besides what it should. */
interface PortMethod {
  readonly port: keyof CostAllocationPorts;
  readonly method: string;
  readonly run: (service: Service) => Outcome;
  /** A wrong answer of the type that a method may have, where `7` is none. */
  readonly wrong?: unknown;
  /** Any answer will do. */
  readonly answersNothing?: boolean;
  /** What `undefined` means there, where it stands for null: nothing kept (`Right`), or nothing found (the error). */
  readonly whenUndefined?: string;
  readonly foreign?: { readonly answer: unknown; readonly tag: string };
}

const allocate = (service: Service): Outcome => service.allocateBill(JUNE)();
const judge = (service: Service): Outcome => service.detectCostAnomalies('a', '900', 2)();
const METHODS: readonly PortMethod[] = [
  { port: 'billing', method: 'charges', run: allocate },
  {
    port: 'billing',
    method: 'charges',
    run: (service) => service.getCostByTags('a', [], JUNE)(),
    foreign: { answer: [charge('b', '1')], tag: 'ForeignTenant' },
  },
  { port: 'billing', method: 'totals', run: allocate },
  { port: 'tenants', method: 'list', run: allocate },
  { port: 'rules', method: 'list', run: allocate },
  { port: 'rules', method: 'save', run: (service) => service.createAllocationRule({})(), answersNothing: true },
  { port: 'ownership', method: 'intervals', run: allocate },
  { port: 'reservations', method: 'during', run: allocate },
  {
    port: 'reservations',
    method: 'find',
    run: (service) => service.calculateAmortizedReservedCosts('a', 'reservation', JUNE)(),
    whenUndefined: 'UnknownReservation',
    foreign: {
      answer: reservation('1', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z', { tenantId: 'b' }),
      tag: 'ForeignReservation',
    },
  },
  { port: 'rates', method: 'rates', run: allocate },
  { port: 'carry', method: 'read', run: allocate, whenUndefined: 'Right' },
  { port: 'carry', method: 'write', run: allocate, answersNothing: true },
  {
    port: 'results',
    method: 'save',
    run: (service) => service.calculateTenantAllocation('a', JUNE)(),
    answersNothing: true,
  },
  { port: 'monitor', method: 'publish', run: judge, answersNothing: true },
  { port: 'ids', method: 'next', run: (service) => service.createAllocationRule({})() },
  { port: 'clock', method: 'now', run: (service) => service.createAllocationRule({})() },
  { port: 'clock', method: 'now', run: (service) => service.getHistoricalCosts('a', 1)() },
];

const serviceWith = (
  { port, method }: PortMethod,
  behave: () => unknown,
  options: CostAllocationOptions = {},
): Service =>
  new CostAllocationService({ ...PORTS, [port]: { ...PORTS[port], [method]: behave } } as CostAllocationPorts, {
    currency: 'USD',
    ...options,
  });
const errorOf = async (outcome: Outcome): Promise<Error & { _tag: string }> => {
  const result = await outcome;
  if (E.isRight(result)) throw new Error('no error');
  return result.left as Error & { _tag: string };
};
const boom = (): never => {
  throw new Error('boom');
};
/** An answer of which nothing can be read. */
const cursed = (): object =>
  new Proxy(
    {},
    { get: (_target, key) => (key === 'then' ? undefined : boom()), has: boom, ownKeys: boom, getPrototypeOf: boom },
  );

describe.each(METHODS.map((tested, i) => ({ ...tested, i })))('$port, $method ($i)', (tested) => {
  const { port, method, run, answersNothing, whenUndefined } = tested;
  const names = new RegExp(`\\b${port}\\b`);

  it.each([
    ['throws', boom],
    ['rejects', () => Promise.reject(new Error('boom'))],
  ])('%s', async (_what, behave) => {
    const error = await errorOf(run(serviceWith(tested, behave)));
    expect([error._tag, error.message]).toEqual(['PortFailure', `the ${port} port failed in ${method}: Error: boom`]);
  });
  it('hangs', async () => {
    const error = await errorOf(
      run(serviceWith(tested, () => new Promise(() => undefined), { deadlineSeconds: 0.02 })),
    );
    expect([error._tag, error.message]).toEqual([
      'PortFailure',
      `the ${port} port failed in ${method}: no answer within 0.02 s`,
    ]);
  });
  it('answers undefined', async () => {
    const outcome = run(serviceWith(tested, () => undefined));
    if (answersNothing === true) expect((await outcome)._tag).toBe('Right');
    else if (whenUndefined === 'Right') expect((await outcome)._tag).toBe('Right');
    else if (whenUndefined !== undefined) expect((await errorOf(outcome))._tag).toBe(whenUndefined);
    else expect((await errorOf(outcome)).message).toMatch(names);
  });
  it.each([
    ['a number', () => 7],
    ['a text', () => 'text'],
    ['an object', () => ({})],
    ['rows of nothing', () => [null]],
    ['what cannot be read', cursed],
    ['a promise of it', async () => 7],
  ])('answers %s', async (what, behave) => {
    const outcome = run(serviceWith(tested, behave));
    if (answersNothing === true || (method === 'next' && what === 'a text')) expect((await outcome)._tag).toBe('Right');
    else expect((await errorOf(outcome)).message).toMatch(names);
  });
  it('is not there', async () => {
    const outcome = await run(serviceWith(tested, undefined as never));
    // Totals are a shorter way, for those who have it.
    if (method === 'totals') expect(outcome._tag).toBe('Right');
    else expect(E.isLeft(outcome) && outcome.left.message).toMatch(names);
  });
  it('is called', async () => {
    let calls = 0;
    const usual = PORTS[port] as unknown as Record<string, (...args: unknown[]) => unknown>;
    await run(serviceWith(tested, (...args: unknown[]) => ((calls += 1), usual[method]?.(...args) ?? [])));
    expect(calls).toBeGreaterThan(0);
  });
});

it.each(METHODS.filter(({ foreign }) => foreign !== undefined))(
  '$port, $method answers with what is another tenant’s',
  async (tested) => {
    expect((await errorOf(tested.run(serviceWith(tested, () => tested.foreign!.answer))))._tag).toBe(
      tested.foreign!.tag,
    );
  },
);

describe('a bill in batches', () => {
  const bill = (charges: () => unknown) =>
    errorOf(
      new CostAllocationService(
        { ...PORTS, billing: { charges: charges as () => Charge[] } },
        { currency: 'USD', deadlineSeconds: 0.02 },
      ).allocateBill(JUNE)(),
    );
  const twice = charge('a', '1', { chargeId: 'twice' });
  it('has a charge twice in one batch or in two: the same error', async () => {
    const within = await bill(() => [[twice, { ...twice }]]);
    const across = await bill(() => [[twice], [charge('a', '2')], [{ ...twice }]]);
    expect([within._tag, within.message]).toEqual(['DuplicateId', across.message]);
    expect(across.message).toContain('twice');
    expect(across._tag).toBe('DuplicateId');
  });
  it.each([
    ['an iterator without steps', () => ({ [Symbol.asyncIterator]: () => ({ next: () => undefined }) })],
    ['an iterator that cannot be stepped', () => ({ [Symbol.iterator]: () => ({}) })],
    [
      'an iterator that hangs',
      () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }),
    ],
    ['a step that cannot be read', () => ({ [Symbol.iterator]: () => ({ next: cursed }) })],
    ['a batch that cannot be read', () => [[charge('a', '1')], cursed()]],
    [
      'a column that cannot be read',
      () => [
        {
          rows: 1,
          get tenantId() {
            return boom();
          },
        },
      ],
    ],
    ['columns of something else', () => [{ rows: 1, tenantId: {} }]],
    [
      'a row that changes under the eye',
      () => {
        let reads = 0;
        return [
          [
            {
              ...charge('a', '1'),
              get cost() {
                return (reads += 1) > 1 ? boom() : D('1');
              },
            },
          ],
        ];
      },
    ],
  ])('%s is an error that names the port', async (_what, charges) =>
    expect((await bill(charges)).message).toMatch(/\bbilling\b/),
  );
  it('a place in a later batch is counted through the bill', async () =>
    expect((await bill(() => [[charge('a', '1')], [{ ...charge('a', '1'), cost: 1.5 }]])).message).toContain(
      'charge 1 of the billing port',
    ));
});

describe('ports that answer later than their types say', () => {
  it('ids and the time may be promised', async () => {
    const ports = { ...PORTS, ids: { next: async () => 'promised' }, clock: { now: async () => new Date(5000) } };
    const service = new CostAllocationService(ports as unknown as CostAllocationPorts, { currency: 'USD' });
    expect(await service.createAllocationRule({ name: 'later' })()).toEqual(E.right('promised'));
    expect(PORTS.stored.rules.find((known) => known.ruleId === 'promised')?.effectiveFrom).toBe(5);
  });
  it.each([
    ['throws', boom],
    ['rejects', () => Promise.reject(new Error('late'))],
    ['hangs', () => new Promise(() => undefined)],
    ['is no port', undefined],
  ])('a log that %s changes nothing', async (_what, write) => {
    const lateFailures: unknown[] = [];
    const listen = (reason: unknown): unknown => lateFailures.push(reason);
    process.on('unhandledRejection', listen);
    const ports = { ...PORTS, log: { write } } as unknown as CostAllocationPorts;
    const outcome = await new CostAllocationService(ports, { currency: 'USD' }).detectCostAnomalies('a', '1', 1)();
    // Node tells of rejections that nobody handles after the microtasks of a turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect([outcome, lateFailures]).toEqual([E.right([]), []]);
  });
  it('an observer that rejects changes nothing', async () => {
    const observer = { start: () => Promise.reject(new Error('late')) };
    expect(
      (await allocate(new CostAllocationService(PORTS, { currency: 'USD', observer: observer as never })))._tag,
    ).toBe('Right');
  });
});

describe('a port that answers with something else', () => {
  it('than the reservation that was asked for is refused, in either spelling', async () => {
    for (const other of [{ reservationId: 'r2' }, { reservation_id: 'r2' }]) {
      const ports = {
        ...PORTS,
        reservations: {
          during: () => [],
          find: () => ({ tenantId: 'a', upfrontCost: '3600', start: 0, end: 31_536_000, ...other }),
        },
      };
      const service = new CostAllocationService(ports as unknown as CostAllocationPorts);
      expect(await service.calculateAmortizedReservedCosts('a', 'r1', JUNE)()).toMatchObject({
        left: { _tag: 'DecodeError', issues: [{ path: 'reservationId', message: 'expected "r1", got "r2"' }] },
      });
    }
  });
});
