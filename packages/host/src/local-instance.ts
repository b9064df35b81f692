import type { InstanceChannel, OutgoingCall, ProbeResult } from '@microchat/rpc/channel';
import type { LocalChannel } from '@microchat/rpc/local-transport';

/** This process as one of the instances of a service. The channel belongs to somebody else. */
export class LocalInstance implements InstanceChannel {
  readonly #channel: LocalChannel;

  constructor(channel: LocalChannel) {
    this.#channel = channel;
  }

  start(call: OutgoingCall): () => void {
    return this.#channel.start(call);
  }

  async probe(): Promise<ProbeResult> {
    return 'serving';
  }

  retire(): void {}

  close(): void {}
}
