import { Inbox, type WireRecord, type World } from './world.js';

/** A request as far as the services look at it. */
export interface PlatformRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface PlatformAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the platform's services are: what they know, what they took in, and how many rows they give at a time. */
export interface Platform {
  readonly world: World;
  readonly inbox: Inbox;
  readonly pageSize: number;
}

/** All services of the platform behind one address, as plain functions of what they know. */
export function answerOf(platform: Platform, request: PlatformRequest): PlatformAnswer {
  const url = new URL(request.url, 'http://platform');
  const [first = '', second, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  if (first === 'tenants' && second !== undefined) {
    // Nobody asks for one tenant in the name of another.
    if (decodeURIComponent(String(request.headers['x-tenant-id'])) !== second) return { status: 403, body: null };
    return request.method === 'POST'
      ? take(platform, request, rest.join('/'))
      : tenantAnswer(platform, second, rest, url.searchParams);
  }
  const list = wholeList(platform.world, first, second, url.searchParams);
  if (list === undefined) return NOT_FOUND;
  return second === undefined ? page(list, platform, url.searchParams) : one(list);
}

const NOT_FOUND: PlatformAnswer = { status: 404, body: null };
const ok = (body: unknown): PlatformAnswer => ({ status: 200, body });

function take({ inbox }: Platform, request: PlatformRequest, kind: string): PlatformAnswer {
  const key = String(request.headers['idempotency-key']);
  return { status: inbox.take(kind, key, JSON.parse(request.body) as WireRecord) ? 201 : 200, body: null };
}

function wholeList(
  world: World,
  name: string,
  id: string | undefined,
  query: URLSearchParams,
): readonly WireRecord[] | undefined {
  switch (name) {
    case 'tenants':
      return world.tenants;
    case 'charges':
      return world.charges.filter((row) => isAskedFor(row, query) && overlaps(chargeTerm(row, query), query));
    case 'ownership': {
      const inPeriod = new Set(world.ownership.filter((row) => overlaps(row, query)).map((row) => row['resource_id']));
      return world.ownership.filter((row) => inPeriod.has(row['resource_id']));
    }
    case 'reservations':
      return world.reservations.filter((row) =>
        id === undefined ? overlaps(row, query) : row['reservation_id'] === id,
      );
    case 'exchange-rates':
      return world.rates.filter((row) =>
        ['from', 'to', 'month'].every((name) => query.getAll(name).includes(String(row[name]))),
      );
    default:
      return undefined;
  }
}

function tenantAnswer(
  platform: Platform,
  tenant: string,
  [list, id]: readonly string[],
  query: URLSearchParams,
): PlatformAnswer {
  const own = (rows: readonly WireRecord[]): readonly WireRecord[] => rows.filter((row) => row['tenant_id'] === tenant);
  const { world } = platform;
  switch (list) {
    case 'usage':
      return ok(
        id === undefined ? own(world.usage).map((row) => row['metric']) : series(own(world.usage), tenant, id, query),
      );
    case 'capacity':
      return one(own(world.capacity).filter((row) => row['metric'] === id));
    case 'workloads':
      return one(own(world.workloads).filter((row) => row['workload_id'] === id));
    case 'prices':
      return ok(own(world.prices));
    case 'declared-resources':
      return page(ofType(own(world.declared), query), platform, query);
    case 'running-resources':
      return id === undefined
        ? page(ofType(own(world.running), query), platform, query)
        : one(own(world.running).filter((row) => row['resource_id'] === id));
    default:
      return NOT_FOUND;
  }
}

function series(rows: readonly WireRecord[], tenant: string, metric: string, query: URLSearchParams): WireRecord {
  const points = (rows.find((row) => row['metric'] === metric)?.['points'] ?? []) as readonly { timestamp: number }[];
  const [since, until] = [Number(query.get('since')), Number(query.get('until'))];
  return { tenant_id: tenant, metric, points: points.filter((p) => p.timestamp >= since && p.timestamp <= until) };
}

function page(rows: readonly WireRecord[], { pageSize }: Platform, query: URLSearchParams): PlatformAnswer {
  const from = Number(query.get('cursor') ?? 0);
  const next = from + pageSize;
  return ok({ items: rows.slice(from, next), next_cursor: next < rows.length ? String(next) : null });
}

const one = ([row]: readonly WireRecord[]): PlatformAnswer => (row === undefined ? NOT_FOUND : ok(row));

const ofType = (rows: readonly WireRecord[], query: URLSearchParams): readonly WireRecord[] => {
  const types = query.getAll('resource_type');
  return types.length === 0 ? rows : rows.filter((row) => types.includes(String(row['resource_type'])));
};

function isAskedFor(row: WireRecord, query: URLSearchParams): boolean {
  if (query.has('tenant_id')) return row['tenant_id'] === query.get('tenant_id');
  return !query.has('resource_id') || query.getAll('resource_id').includes(String(row['resource_id']));
}

function chargeTerm(row: WireRecord, query: URLSearchParams): WireRecord {
  const invoiced =
    query.get('view') === 'cash' && row['billed_from'] !== undefined && row['billed_until'] !== undefined;
  return invoiced ? { start: row['billed_from'], end: row['billed_until'] } : row;
}

// Half-open, to the millisecond; what lasts no time counts where it stands.
function overlaps(row: WireRecord, query: URLSearchParams): boolean {
  const ms = (seconds: unknown): number => Math.round(Number(seconds) * 1000);
  const [start, end] = [ms(query.get('start')), ms(query.get('end'))];
  const from = ms(row['start']);
  const until = row['end'] === null ? Infinity : ms(row['end']);
  return from < end && (until > start || (until === from && from === start));
}
