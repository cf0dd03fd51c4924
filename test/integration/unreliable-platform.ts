import { answerOf, type Platform } from '../../docs/examples/host/platform/answer.js';
import { EMPTY_WORLD, Inbox, type WireRecord, type World } from '../../docs/examples/host/platform/world.js';
import { ServiceClient } from '../../src/adapters/http/index.js';
import {
  faultyServer,
  json,
  status,
  type Behaviour,
  type FaultyServer,
  type Seen,
} from '../adapters/http/faulty-server.js';

/** The platform behind one address, as a network makes it: any request may come to grief. */
export interface UnreliablePlatform {
  readonly server: FaultyServer;
  readonly inbox: Inbox;
  world: World;
  /** What happens to a request before a service sees it; `undefined` lets it through. */
  interfere: (request: Seen) => Behaviour | undefined;
  /** What happens to the answer when the service has done its part. */
  lose: (request: Seen) => Behaviour | undefined;
  client(name: string): ServiceClient;
  close(): Promise<void>;
}

export async function unreliablePlatform(world: Partial<World>): Promise<UnreliablePlatform> {
  const inbox = new Inbox();
  const server = await faultyServer((request) => {
    const grief = platform.interfere(request);
    if (grief !== undefined) return grief;
    const answer = answerBehaviour({ world: platform.world, inbox, pageSize: 100 }, request);
    return platform.lose(request) ?? answer;
  });
  const platform: UnreliablePlatform = {
    server,
    inbox,
    world: { ...EMPTY_WORLD, ...world },
    interfere: () => undefined,
    lose: () => undefined,
    client: (name) =>
      new ServiceClient({ name, baseUrl: server.url, random: () => 0, timeoutSeconds: 2, faultsToOpen: 50 }),
    close: () => server.close(),
  };
  return platform;
}

function answerBehaviour(platform: Platform, request: Seen): Behaviour {
  const { status: code, body } = answerOf(platform, request);
  return code < 300 ? json(body) : status(code);
}

/** Models as they go over the wire. */
export function wire<A>(codec: { encode(model: A): unknown }, models: readonly A[]): readonly WireRecord[] {
  return models.map((model) => codec.encode(model) as WireRecord);
}
