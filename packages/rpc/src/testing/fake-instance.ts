import type { InstanceChannel, OutgoingCall, ProbeResult } from '../channel.ts';

/** An instance that does what a test tells it. */
export class FakeInstance implements InstanceChannel {
  readonly address: string;
  readonly lose: () => void;
  /** In flight. */
  readonly calls: OutgoingCall[] = [];
  cancelled = 0;
  probes = 0;
  end: 'retired' | 'closed' | undefined;
  /** What health checks answer. */
  health: ProbeResult = 'serving';

  constructor(address: string, lose: () => void) {
    this.address = address;
    this.lose = lose;
  }

  start(call: OutgoingCall): () => void {
    this.calls.push(call);
    return () => {
      this.cancelled += 1;
      this.take(call);
    };
  }

  async probe(): Promise<ProbeResult> {
    this.probes += 1;
    return this.health;
  }

  retire(): void {
    this.end = 'retired';
  }

  close(): void {
    this.end = 'closed';
  }

  /** The oldest call, or this one, no longer in flight. */
  take(call?: OutgoingCall): OutgoingCall {
    const position = call === undefined ? 0 : this.calls.indexOf(call);
    const [taken] = this.calls.splice(position, 1);
    if (taken === undefined) throw new Error(`no call at ${this.address}`);
    return taken;
  }
}
