import {
  addPosition,
  countReceived,
  countStored,
  hasAck,
  newAckCounter,
  takeAck,
  unacked,
  type AckCounter,
} from './ack-counter.ts';
import type { SyncBounds } from './bounds.ts';
import type { StepOutput } from './step-output.ts';
import type { SaveReceipt } from './sync-events.ts';

/** Acknowledges what is stored, several frames at once. */
export class AckSender {
  readonly #bounds: SyncBounds;
  #counter: AckCounter = newAckCounter(0);
  #timerRuns = false;

  constructor(bounds: SyncBounds) {
    this.#bounds = bounds;
  }

  get connection(): number {
    return this.#counter.connection;
  }

  connected(): void {
    this.#counter = newAckCounter(this.#counter.connection + 1);
    this.#timerRuns = false;
  }

  received(): void {
    this.#counter = countReceived(this.#counter);
  }

  stored(receipt: SaveReceipt, isOnline: boolean, output: StepOutput): void {
    this.#counter = countStored(this.#counter, receipt.connection, receipt.frames);
    for (const position of receipt.positions) this.#counter = addPosition(this.#counter, position);
    if (!isOnline || !hasAck(this.#counter)) return;
    if (unacked(this.#counter) >= this.#bounds.ackFramesMax) return this.#send(output);
    if (this.#timerRuns) return;
    this.#timerRuns = true;
    output.add({ type: 'timer', timer: { name: 'ack' }, delayMs: this.#bounds.ackDelayMs });
  }

  timerFired(isOnline: boolean, output: StepOutput): void {
    this.#timerRuns = false;
    if (isOnline && hasAck(this.#counter)) this.#send(output);
  }

  #send(output: StepOutput): void {
    const { counter, received, positions } = takeAck(this.#counter);
    this.#counter = counter;
    output.add({ type: 'ack', received, positions });
  }
}
