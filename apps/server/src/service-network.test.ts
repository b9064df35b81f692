import { groupStore } from '@microchat/group-store/contract';
import { membership } from '@microchat/membership/contract';
import type { AnyContract } from '@microchat/host/module';
import { messageStore } from '@microchat/message-store/contract';
import { messaging } from '@microchat/messaging/contract';
import { serviceCodec } from '@microchat/rpc/codec';
import { presence } from '@microchat/presence/contract';
import { sessionStore } from '@microchat/session-store/contract';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';
import { describe, expect, test } from 'vitest';

import { moduleNodes } from './graph.ts';
import { moduleNameOf } from './service-network.ts';

const contracts: readonly AnyContract[] = [
  groupStore,
  membership,
  messageStore,
  messaging,
  presence,
  sessionStore,
  sync,
  userStore,
];

describe.each(contracts)('$name', (contract) => {
  test('is provided by the module of its name', () => {
    expect(moduleNodes.map(({ name }) => name)).toContain(moduleNameOf(contract));
  });

  test('the affinity of every method is a field of its request', () => {
    for (const method of serviceCodec(contract).methods.values()) {
      const field = method.options.affinity ?? contract.affinity ?? '';
      // What a request does not have is not there after decoding either, whatever the defaults.
      if (field !== '') expect([method.path, ...Object.keys(method.decodeRequest(Buffer.alloc(0)))]).toContain(field);
    }
  });
});
