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
  const path = `/${request.path.map((step) => encodeStep(step) ?? '?').join('/')}`;
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
