import { once } from 'node:events';
import WebSocket from 'ws';

/** An open connection whose frames are taken as bytes: the generator must cost less than what it measures. */
export async function openSocket(url: string, first: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(first);
  await once(socket, 'message');
  return socket;
}

/** How often `marker` stands in the frame: one per message in it. */
export function countOf(data: Buffer, marker: string): number {
  let count = 0;
  for (let at = data.indexOf(marker); at !== -1; at = data.indexOf(marker, at + marker.length)) count += 1;
  return count;
}
