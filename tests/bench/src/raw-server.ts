// The limit to compare with: a `ws` server without logic, store or log. Run as a process of its own.
// A frame "to:<name>" names who gets it; "all:" goes to everybody. The first frame of a connection is its name.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const names = new Map<string, WebSocket>();

server.on('connection', (socket) => {
  socket.once('message', (name: Buffer) => {
    names.set(name.toString(), socket);
    socket.send('ready');
    socket.on('close', () => names.delete(name.toString()));
    socket.on('message', (data: Buffer) => {
      if (data[0] === 0x61) {
        const text = data.toString();
        for (const receiver of names.values()) receiver.send(text);
      } else {
        const separator = data.indexOf(' ');
        names.get(data.toString('utf8', 3, separator))?.send(data.toString());
      }
    });
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ kind: 'ready', port: (http.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
