import { type DuplicateResource, duplicateResource } from '../../errors/drift.js';
import type { DecodeError } from '../../errors/codec.js';
import type { ForeignTenant } from '../../errors/port.js';
import { decode, listOf, type t } from '../../codec/index.js';
import { E, type Either } from '../../prelude.js';
import { onlyOf, portCall, type PortContext, type PortProblem } from '../../port/index.js';
import { DeclaredResource } from '../model/declared-resource.js';
import { ResourceReference } from '../model/resource-reference.js';
import type { DriftPorts, ResourceQuery } from '../ports.js';

export type InventoryError = PortProblem | DecodeError | ForeignTenant | DuplicateResource;

/** Everything that is declared, by id. */
export const listDeclared = (
  ports: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, DeclaredResource>>> =>
  portCall<ReadonlyMap<string, DeclaredResource>, InventoryError>(
    {
      port: 'desired',
      method: 'listResources',
      tenantId: query.tenantId,
      call: (signal) => ports.desired.listResources(query, signal),
      read: (answer) => byId(DeclaredResource, answer, query, 'desired'),
    },
    context,
  )();

/** Everything that runs, by id; `undefined` where the port cannot list. */
export async function listRunning(
  ports: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, ResourceReference> | undefined>> {
  const { actual } = ports;
  if (actual.listResources === undefined) return E.right(undefined);
  return portCall<ReadonlyMap<string, ResourceReference>, InventoryError>(
    {
      port: 'actual',
      method: 'listResources',
      tenantId: query.tenantId,
      call: (signal) => actual.listResources!(query, signal),
      read: (answer) => byId(ResourceReference, answer, query, 'actual'),
    },
    context,
  )();
}

function byId<A extends ResourceReference>(
  codec: t.Type<A, object>,
  answer: unknown,
  query: ResourceQuery,
  side: 'desired' | 'actual',
): Either<InventoryError, ReadonlyMap<string, A>> {
  const decoded = decode(listOf(codec), answer, `the resources of the ${side} port`);
  if (E.isLeft(decoded)) return decoded;
  const owned = onlyOf(query.tenantId, side, 'listResources', decoded.right);
  if (E.isLeft(owned)) return owned;
  const wanted = query.resourceTypes === undefined ? undefined : new Set(query.resourceTypes);
  const found = new Map<string, A>();
  for (const resource of decoded.right) {
    if (wanted !== undefined && !wanted.has(resource.resourceType)) continue;
    if (found.has(resource.resourceId)) return E.left(duplicateResource({ resourceId: resource.resourceId, side }));
    found.set(resource.resourceId, resource);
  }
  return E.right(found);
}
