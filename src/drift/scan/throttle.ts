import { type Fields, isObject } from '../fields.js';

// How providers say "too often", in the name, code or message of an error.
const THROTTLES = new RegExp(
  [
    'throttl',
    'too.?many.?requests',
    'request.?limit.?exceeded',
    'rate.?(?:limit|exceeded)',
    'slow.?down',
    'resource.?exhausted',
    'provisionedthroughputexceeded',
    'bandwidth.?limit',
  ].join('|'),
  'i',
);

/** Whether an error of a provider means that it was asked too often, and how long to wait where it says so. */
export function throttleOf(cause: unknown): { readonly retryAfterSeconds: number | undefined } | undefined {
  if (!isObject(cause)) return undefined;
  try {
    return isThrottle(cause as Fields) ? { retryAfterSeconds: retryAfterIn(cause as Fields) } : undefined;
  } catch {
    return undefined;
  }
}

function isThrottle(error: Fields): boolean {
  const response = (error['response'] ?? error['$metadata'] ?? {}) as Fields;
  const statuses = [
    error['status'],
    error['statusCode'],
    error['code'],
    response['status'],
    response['httpStatusCode'],
  ];
  if (statuses.some((status) => Number(status) === 429)) return true;
  if (typeof error['retryAfterSeconds'] === 'number') return true;
  return [error['name'], error['code'], error['Code'], error['_tag']].some(
    (text) => typeof text === 'string' && THROTTLES.test(text),
  );
}

function retryAfterIn(error: Fields): number | undefined {
  const seconds = Number(error['retryAfterSeconds']);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 300) : undefined;
}
