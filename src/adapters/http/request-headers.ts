import type { ServiceRequest } from './service-request.js';

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
