import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** The way out to one client. */
export interface WireSocket {
  /** Bytes written and not yet taken by the system. */
  readonly queuedBytes: number;
  /** Whole WebSocket frames. Dropped once the connection is closing. */
  write(frames: Buffer): void;
  /** Calls back, later, when nothing is queued any more. */
  whenDrained(callback: () => void): void;
  /** Stop and go on taking frames from the client. */
  pause(): void;
  resume(): void;
  /** Sends the close frame behind what has been written. */
  close(code: number, reason: string): void;
  destroy(): void;
}

/**
 * Writes frames of our own making to the TCP socket below `ws`: one write for all frames of a turn, from a buffer that
 * other connections share. `ws` itself writes only control frames here, and those in one piece, so the two never mix
 * within a frame.
 */
export function wireSocket(webSocket: WebSocket, socket: Socket): WireSocket {
  return {
    get queuedBytes() {
      return socket.writableLength;
    },
    write(frames) {
      if (webSocket.readyState === webSocket.OPEN && socket.writable) socket.write(frames);
    },
    whenDrained(callback) {
      if (socket.writableNeedDrain) socket.once('drain', callback);
      else setImmediate(callback);
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    close: (code, reason) => webSocket.close(code, reason),
    destroy: () => socket.destroy(),
  };
}
