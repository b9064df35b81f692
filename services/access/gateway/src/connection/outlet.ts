import type { HotCounts } from '../gateway-metrics.ts';
import type { Flusher, FlushTarget } from '../outbound/flusher.ts';
import type { OutboxChain } from '../outbound/outbox-chain.ts';
import type { WireSocket } from './wire-socket.ts';

/** What goes out on one connection: its outbox, its socket, and how full they are. */
export class Outlet implements FlushTarget {
  outbox: OutboxChain | undefined;
  readonly #socket: WireSocket;
  readonly #flusher: Flusher;
  readonly #bytesMax: number;
  readonly #counts: HotCounts;
  /** Queued in the socket when the outbox got its first frame; until the flush that only shrinks. */
  #socketBytes = 0;
  #whenDrained: (() => void) | undefined;
  #listening = false;

  /** `bytesMax`: queued bytes past which it is congested. */
  constructor(socket: WireSocket, flusher: Flusher, bytesMax: number, counts: HotCounts) {
    this.#socket = socket;
    this.#flusher = flusher;
    this.#bytesMax = bytesMax;
    this.#counts = counts;
  }

  get isCongested(): boolean {
    if (this.outbox === undefined) return this.#socket.queuedBytes > this.#bytesMax;
    return this.#socketBytes + this.outbox.byteLength > this.#bytesMax;
  }

  /** Queues a WebSocket frame for the next flush. `shared`: other connections get the same buffer. */
  send(frame: Buffer, shared: boolean): void {
    this.#counts.framesSent += 1;
    if (this.outbox === undefined) this.#socketBytes = this.#socket.queuedBytes;
    this.#flusher.enqueue(this, frame, shared);
  }

  write(bytes: Buffer): void {
    this.#counts.socketWrites += 1;
    this.#counts.bytesSent += bytes.length;
    this.#socket.write(bytes);
    this.#listen();
  }

  /** Stops reading from the client and calls back once, later, when outbox and socket are empty. */
  pause(whenDrained: () => void): void {
    this.#socket.pause();
    this.#whenDrained = whenDrained;
    // With an outbox its flush will look again.
    if (this.outbox === undefined) this.#listen();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Writes what is queued, then the close frame. */
  close(code: number, reason: string): void {
    this.#flusher.flush(this);
    this.#socket.close(code, reason);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    if (this.#whenDrained === undefined || this.#listening) return;
    this.#listening = true;
    this.#socket.whenDrained(() => {
      this.#listening = false;
      if (this.outbox !== undefined) return;
      const whenDrained = this.#whenDrained;
      this.#whenDrained = undefined;
      whenDrained?.();
    });
  }
}
