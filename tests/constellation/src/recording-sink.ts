import { deviceSink } from '@microchat/delivery/contract';
import type { PushRequest__Output } from '@microchat/proto/microchat/logic/v1/PushRequest';
import type { ServiceRegistry } from '@microchat/rpc/service-registry';

/** A gateway worker without connections: keeps every push that delivery hands it. */
export class RecordingSink {
  static readonly address = 'local:worker';
  readonly pushes: PushRequest__Output[] = [];

  register(registry: ServiceRegistry): void {
    registry.add(deviceSink, {
      push: async (request: PushRequest__Output) => {
        this.pushes.push(request);
        return {};
      },
    });
  }

  /** Indexes of the entries pushed for a conversation, in order. */
  indexesOf(conversationId: string): number[] {
    return this.pushes
      .filter((push) => push.conversationId === conversationId)
      .flatMap(({ entries }) => entries.map(({ index }) => index));
  }
}
