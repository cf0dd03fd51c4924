import { type DuplicateResource, duplicateResource } from '../../errors/drift.js';
import type { PortContext } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { DeclaredResource } from '../model/declared-resource.js';
import { ResourceReference } from '../model/resource-reference.js';
import type { DriftPorts, ResourceQuery } from '../ports.js';
import { fetchRows, type RowsError, type RowsRequest } from './rows.js';

export type InventoryError = RowsError | DuplicateResource;

/** Everything that is declared, by id. */
export const listDeclared = (
  { desired }: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, DeclaredResource>>> =>
  list('desired', DeclaredResource, (signal) => desired.listResources(query, signal), query, context);

/** Everything that runs, by id; `undefined` where the port cannot list. */
export const listRunning = async (
  { actual }: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, ResourceReference> | undefined>> =>
  actual.listResources === undefined
    ? E.right(undefined)
    : list('actual', ResourceReference, (signal) => actual.listResources!(query, signal), query, context);

async function list<A extends ResourceReference>(
  side: 'desired' | 'actual',
  codec: RowsRequest<A>['codec'],
  call: RowsRequest<A>['call'],
  { tenantId, resourceTypes }: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, A>>> {
  const what = `the resources of the ${side} port`;
  const rows = await fetchRows({ port: side, method: 'listResources', tenantId, codec, what, call }, context);
  if (E.isLeft(rows)) return rows;
  const wanted = resourceTypes && new Set(resourceTypes);
  const found = new Map<string, A>();
  for (const resource of rows.right) {
    if (wanted !== undefined && !wanted.has(resource.resourceType)) continue;
    if (found.has(resource.resourceId)) return E.left(duplicateResource({ resourceId: resource.resourceId, side }));
    found.set(resource.resourceId, resource);
  }
  return E.right(found);
}
