import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Calls } from './calls.ts';
import { BEAT_MS } from './desk.ts';

/** Where the browsers of a call open their socket. */
export const LINE_PATH = '/calls/line';

const LONGEST_MESSAGE = 64 * 1024;

/** What we need of Node's HTTP server; `off` again with the function returned. */
type Upgrading = Pick<Server, 'on' | 'off'>;

/**
 * Answers the sockets of calls on a server that is running. Only pages of ours may open one: browsers
 * send cookies and secrets with sockets of foreign pages too, but they do say whose page it was.
 */
export function answerSockets(server: Upgrading, calls: Calls, appUrl: string): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
  });
  const ours = new URL(appUrl).origin;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== LINE_PATH) return refuse(socket, '404 Not Found');
    const { origin, host } = request.headers;
    if (origin !== ours && !(origin && URL.parse(origin)?.host === host))
      return refuse(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (opened) => join(calls, opened));
  };
  server.on('upgrade', upgrade);
  const beat = setInterval(() => calls.tick(), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.terminate();
  };
}

function join(calls: Calls, socket: WebSocket): void {
  const ear = calls.answer({
    send: (text) => socket.readyState === socket.OPEN && socket.send(text),
    close: () => socket.close(),
  });
  socket.on('message', (data, isBinary) => (isBinary ? socket.close() : ear.hear(String(data))));
  socket.on('close', () => ear.lost());
  // A message too large or garbled: ws closes the socket itself, and `close` follows.
  socket.on('error', () => {});
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
