// The limit to compare with: a `ws` server without logic, store or log. Run as a process of its own.
// A frame "to:<name> .." goes to whoever has that name, alone; "all: .." to everybody. A connection's first frame is its name.
// What comes for everybody is framed once, and all of a turn goes to every socket as one write of the same bytes.
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const forAll = 'a'.charCodeAt(0);
const http = createServer();
const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const receivers = new Map<string, { readonly webSocket: WebSocket; readonly socket: Socket }>();
let pending: Buffer[] = [];

http.on('upgrade', (request, socket: Socket, head) => {
  server.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.once('message', (first: Buffer) => {
      const name = first.toString();
      receivers.set(name, { webSocket, socket });
      webSocket.send('ready');
      webSocket.on('close', () => receivers.delete(name));
      webSocket.on('message', (data: Buffer) => {
        if (data[0] === forAll) {
          if (pending.length === 0) setImmediate(flush);
          pending.push(framed(data));
        } else receivers.get(data.toString('utf8', 3, data.indexOf(' ')))?.webSocket.send(data.toString());
      });
    });
  });
});

function flush(): void {
  const bytes = Buffer.concat(pending);
  pending = [];
  for (const { socket } of receivers.values()) socket.write(bytes);
}

/** A text frame of less than 64 KiB. */
function framed(payload: Buffer): Buffer {
  const { length } = payload;
  const header = length <= 125 ? [0x81, length] : [0x81, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), payload]);
}

http.listen(0, '127.0.0.1', 4_096, () => process.send?.({ kind: 'ready', port: (http.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
