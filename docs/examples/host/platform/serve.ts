import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf, type Platform } from './answer.js';

/** Serves a stand-in platform on loopback, on a port that is free unless one is named. */
export async function servePlatform(
  platform: Platform,
  port = 0,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const { status, body } = answerOf(platform, {
        method,
        url,
        headers,
        body: Buffer.concat(parts).toString('utf8'),
      });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
