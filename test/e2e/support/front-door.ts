/** What stands before several web processes: hands each connection to the first that answers. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export interface FrontDoor extends Disposable {
  url: string;
}

export async function openFrontDoor(ports: number[]): Promise<FrontDoor> {
  const sockets = new Set<Socket>();
  const server = createServer((visitor) => {
    sockets.add(visitor);
    visitor.on('close', () => sockets.delete(visitor)).on('error', () => visitor.destroy());
    lead(visitor, ports);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function lead(visitor: Socket, [port, ...others]: number[]): void {
  if (port === undefined) return void visitor.destroy();
  const house = connect(port, '127.0.0.1');
  let inside = false;
  house.on('connect', () => {
    inside = true;
    visitor.pipe(house).pipe(visitor);
  });
  house.on('error', () => (inside ? visitor.destroy() : lead(visitor, others)));
  house.on('close', () => inside && visitor.destroy());
}
