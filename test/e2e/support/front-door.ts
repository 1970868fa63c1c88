/** What stands before several processes: hands each connection to the first that answers. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface FrontDoor extends Disposable {
  url: string;
  /** How many WebSockets lead to this port now. */
  leadTo(port: number): number;
}

interface Visit {
  visitor: Socket;
  /** Where it was led to. */
  port?: number;
  asked: string;
}

export async function openFrontDoor(ports: number[]): Promise<FrontDoor> {
  const visits = new Set<Visit>();
  const server = createServer((visitor) => {
    const visit: Visit = { visitor, asked: '' };
    visits.add(visit);
    visitor.on('close', () => visits.delete(visit)).on('error', () => visitor.destroy());
    visitor.once('data', (text) => (visit.asked = String(text)));
    visitor.pause();
    lead(visit, ports);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (port) =>
      [...visits].filter((visit) => visit.port === port && /upgrade: websocket/i.test(visit.asked))
        .length,
    [Symbol.dispose]() {
      for (const { visitor } of visits) visitor.destroy();
      server.close();
    },
  };
}

function lead(visit: Visit, [port, ...others]: number[]): void {
  const { visitor } = visit;
  if (port === undefined) return void visitor.destroy();
  const house = connect(port, '127.0.0.1');
  let inside = false;
  house.on('connect', () => {
    inside = true;
    visit.port = port;
    visitor.pipe(house).pipe(visitor);
  });
  house.on('error', () => (inside ? visitor.destroy() : lead(visit, others)));
  house.on('close', () => inside && visitor.destroy());
}
