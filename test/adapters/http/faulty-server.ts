import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the server does with one request: answer as a service would, or let it down in one of the known ways. */
export type Behaviour =
  | { readonly kind: 'json'; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'text'; readonly body: string; readonly status?: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'truncate' };

/** What arrived. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A service on loopback that does what it is told: each request gets what `respond` says. */
export interface FaultyServer {
  readonly url: string;
  readonly seen: Seen[];
  respond: (request: Seen, index: number) => Behaviour;
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

export async function faultyServer(respond: FaultyServer['respond'] = () => json({})): Promise<FaultyServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const arrived = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      seen.push(arrived);
      behave(faulty.respond(arrived, seen.length - 1), response);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const faulty: FaultyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    sockets,
    respond,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return faulty;
}

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  kind: 'json',
  body,
  headers,
});
export const status = (code: number, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  kind: 'status',
  status: code,
  headers,
});

function behave(behaviour: Behaviour, response: ServerResponse): void {
  switch (behaviour.kind) {
    case 'json':
      response.writeHead(200, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(JSON.stringify(behaviour.body));
      return;
    case 'status':
      response.writeHead(behaviour.status, behaviour.headers);
      response.end('an answer that nobody should repeat: token=hunter2');
      return;
    case 'text':
      response.writeHead(behaviour.status ?? 200);
      response.end(behaviour.body);
      return;
    case 'drop':
      response.socket?.destroy();
      return;
    case 'truncate':
      response.writeHead(200, { 'content-length': '1000' });
      response.write('[{"half":', () => response.socket?.destroy());
      return;
    case 'silence':
  }
}
