import { decode, listOf, nonEmptyText, nullable, optional, record, type t } from '../../codec/index.js';
import { orThrow } from '../../prelude.js';
import type { ServiceClient } from './service-client.js';
import type { ServiceRequest } from './service-request.js';

interface Page<A> {
  readonly items: readonly A[];
  readonly nextCursor?: string | null;
}

/**
 * Reads a list page by page: `{ "items": […], "next_cursor": "…" | null }`, asked for again with `cursor=…` until
 * there is no next one. A service that hands out a cursor twice would never end and is refused.
 */
export async function* readPages<A>(
  client: ServiceClient,
  request: ServiceRequest,
  item: t.Type<A, unknown>,
): AsyncGenerator<readonly A[], void, undefined> {
  const page = record<Page<A>>(`a page of ${item.name}`, {
    items: listOf(item),
    nextCursor: optional(nullable(nonEmptyText)),
  });
  const used = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const query = { ...request.query, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = orThrow(decode(page, await orThrow(client.send({ ...request, query })), page.name));
    yield items;
    if (nextCursor === undefined || nextCursor === null) return;
    if (used.has(nextCursor)) throw new RangeError('the service hands out the same cursor twice');
    used.add(nextCursor);
    cursor = nextCursor;
  }
}

/** All items of all pages. */
export async function readAllItems<A>(
  client: ServiceClient,
  request: ServiceRequest,
  item: t.Type<A, unknown>,
): Promise<readonly A[]> {
  const all: A[] = [];
  for await (const items of readPages(client, request, item)) for (const one of items) all.push(one);
  return all;
}
