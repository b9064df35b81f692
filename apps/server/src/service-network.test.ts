import { groupStore } from '@microchat/group-store/contract';
import { membership } from '@microchat/membership/contract';
import { messageStore } from '@microchat/message-store/contract';
import { messaging } from '@microchat/messaging/contract';
import { presence } from '@microchat/presence/contract';
import { sessionStore } from '@microchat/session-store/contract';
import { sync } from '@microchat/sync/contract';
import { userStore } from '@microchat/user-store/contract';
import { expect, test } from 'vitest';

import { moduleNodes } from './graph.ts';
import { moduleNameOf } from './service-network.ts';

test.each([groupStore, membership, messageStore, messaging, presence, sessionStore, sync, userStore])(
  '$name is provided by the module of its name',
  (contract) => {
    expect(moduleNodes.map(({ name }) => name)).toContain(moduleNameOf(contract));
  },
);
