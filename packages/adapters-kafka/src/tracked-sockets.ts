import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const keepAliveDelayMs = 60_000;

/**
 * The sockets of one client. kafkajs has no way to end a client that waits for an answer, and its own `disconnect` may
 * wait for ever; cutting the sockets always works.
 */
export class TrackedSockets {
  readonly #open = new Set<Socket>();
  #severed = false;

  /** What kafkajs opens its sockets with. */
  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = ssl
      ? connectTls({ host, port, ...servername, ...ssl }, onConnect)
      : connectTcp({ host, port }, onConnect);
    socket.setKeepAlive(true, keepAliveDelayMs);
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    if (this.#severed) cut(socket);
    return socket;
  };

  /** Cuts what is open and everything that will be opened. Whoever waits for an answer gets an error. */
  sever(): void {
    this.#severed = true;
    for (const socket of this.#open) cut(socket);
  }
}

function cut(socket: Socket): void {
  // Without an error kafkajs would not notice; one that it has ended already is past noticing.
  if (socket.writableEnded) socket.destroy();
  else socket.destroy(new Error('the connection was cut by its owner'));
}
