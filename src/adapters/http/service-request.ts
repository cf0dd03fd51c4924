import { maskSecrets } from '../../errors/mask-secrets.js';

/** One request of a service, as a port states it. */
export interface ServiceRequest {
  /** The HTTP method. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path in steps; each is encoded, so a tenant id can hold a slash and cannot climb out of its place. */
  readonly path: readonly string[];
  /** What stands behind the `?`; a list repeats its name. */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a header; an answer that names another tenant is refused. */
  readonly tenantId?: string;
  /** Kept as it is; without it the client makes one. */
  readonly correlationId?: string;
  /** Sent as `Idempotency-Key`. A POST or PATCH that has one may be tried again. */
  readonly idempotencyKey?: string;
  /** Calls the request off, all tries included. */
  readonly signal?: AbortSignal;
}

const SAFE_TO_REPEAT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/**
 * Whether doing it twice is the same as doing it once (RFC 9110, section 9.2.2), or the service promises so by a key.
 */
export function isIdempotent(request: ServiceRequest): boolean {
  return SAFE_TO_REPEAT.has(request.method) || request.idempotencyKey !== undefined;
}

/** The address of a request below a base, or why it has none. */
export function toUrl(base: URL, request: ServiceRequest): URL | string {
  const steps: string[] = [];
  for (const step of request.path) {
    const encoded = encodeStep(step);
    if (encoded === undefined) return 'a step of the path is empty, a dot or not valid text';
    steps.push(encoded);
  }
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${steps.join('/')}`;
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) url.searchParams.append(name, String(item));
    }
  }
  return url;
}

/** The path as an error may show it: encoded, and not endless. */
export function formatPath(request: ServiceRequest): string {
  const path = `/${request.path.map((step) => encodeStep(maskSecrets(step)) ?? '?').join('/')}`;
  return path.length > 200 ? `${path.slice(0, 199)}…` : path;
}

// `.` and `..` climb even where they are percent-encoded (WHATWG URL, single- and double-dot segments).
function encodeStep(step: string): string | undefined {
  if (step === '' || step === '.' || step === '..') return undefined;
  try {
    return encodeURIComponent(step);
  } catch {
    return undefined;
  }
}

/** The names under which the platform's services look for the tenant and the correlation id. */
export interface HeaderNames {
  /** Names the tenant; `x-tenant-id` unless given. */
  readonly tenant: string;
  /** Names the work that a request belongs to; `x-correlation-id` unless given. */
  readonly correlation: string;
}

export const DEFAULT_HEADER_NAMES: HeaderNames = { tenant: 'x-tenant-id', correlation: 'x-correlation-id' };

/** The headers of a request: what it carries, who asks, for whom, and under which id the call can be traced. */
export function createHeaders(
  request: ServiceRequest,
  names: HeaderNames,
  correlationId: string,
  own: Readonly<Record<string, string>>,
): Headers {
  const headers = new Headers({ accept: 'application/json', ...own });
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  headers.set(names.correlation, encodeHeader(correlationId));
  if (request.tenantId !== undefined) headers.set(names.tenant, encodeHeader(request.tenantId));
  if (request.idempotencyKey !== undefined) headers.set('idempotency-key', encodeHeader(request.idempotencyKey));
  return headers;
}

/**
 * Text as a header can hold it: visible ASCII stays, everything else (blanks, line breaks, other scripts, and `%`
 * itself) is percent-encoded, so two ids never share a header and no id can smuggle in a second one.
 */
export function encodeHeader(text: string): string {
  const escape = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return text.replace(/[^!-$&-~]+/g, (run) => [...new TextEncoder().encode(run)].map(escape).join(''));
}

/** `Authorization: Basic` out of the user and password of an address; the address itself must not carry them. */
export function basicAuthorization(url: URL): Readonly<Record<string, string>> {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
}
