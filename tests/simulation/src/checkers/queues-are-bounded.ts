import type { ClientLink } from '../clients/client-link.ts';
import type { Device } from '../clients/device.ts';
import type { Bounds } from '../cluster/bounds.ts';
import type { Violation } from './violation.ts';

/** Answers that were under way when the outbox was full: four pages of a hundred messages, the largest of which have 1 KiB. */
const answerBytesMax = 4 * 100 * 1024;

interface WireUp {
  readonly ack?: { readonly received: number };
  readonly hello?: object;
}

interface WireDown {
  readonly notify?: { readonly messages?: readonly unknown[] };
}

interface Counts {
  notifies: number;
  /** Numbers, among all notify frames, of those with entries that are not acknowledged. */
  unacked: number[];
}

/** I5: what waits for a client stays within the bounds: bytes in its socket, frames that it has not acknowledged. */
export class QueuesAreBounded {
  readonly #bounds: Bounds;
  readonly #links = new Set<ClientLink>();
  readonly #counts = new Map<Device, Counts>();
  readonly #violations: Violation[] = [];

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  linked(link: ClientLink): void {
    this.#links.add(link);
  }

  frameSent(device: Device, text: string): void {
    const { ack, hello } = JSON.parse(text) as WireUp;
    if (hello !== undefined) this.#counts.set(device, { notifies: 0, unacked: [] });
    const counts = this.#counts.get(device);
    if (ack !== undefined && counts !== undefined) {
      counts.unacked = counts.unacked.filter((number) => number > ack.received);
    }
  }

  frameCame(device: Device, text: string): void {
    const { notify } = JSON.parse(text) as WireDown;
    const counts = this.#counts.get(device);
    if (notify === undefined || counts === undefined) return;
    counts.notifies += 1;
    if ((notify.messages ?? []).length === 0) return;
    counts.unacked.push(counts.notifies);
    const unackedMax = this.#bounds.session.unackedFramesMax ?? 0;
    if (counts.unacked.length <= unackedMax) return;
    const details = `${device.name} got ${counts.unacked.length} frames with messages unacknowledged, ${unackedMax} are allowed`;
    this.#violations.push({ invariant: 'I5', details });
  }

  /** Most bytes that waited for one client. */
  get bytesMost(): number {
    return Math.max(0, ...[...this.#links].map(({ queuedBytesMost }) => queuedBytesMost));
  }

  check(): Violation[] {
    const bytesMax = this.#bounds.outboxBytesMax + answerBytesMax;
    if (this.bytesMost <= bytesMax) return [...this.#violations];
    const details = `${this.bytesMost} bytes waited for one client, ${bytesMax} are allowed`;
    return [...this.#violations, { invariant: 'I5', details }];
  }
}
