import { ServiceError } from '@microchat/core/service-error';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { CallEdge } from './call-edge.ts';
import { type EchoBehaviour, echoHandlers } from './testing/echo-service.ts';
import { type RunningTransport, startTcpGrpc } from './testing/transports.ts';

const behaviour = vi.fn<EchoBehaviour>(async (id) => id);
const run = vi.fn<CallEdge['run']>();
let transport: RunningTransport;

beforeEach(async () => {
  vi.clearAllMocks();
  run.mockImplementation((_call, next) => next());
  transport = await startTcpGrpc(echoHandlers(behaviour), { edge: { run }, requestBytesMax: 1_000 });
});
afterEach(() => transport.close());

describe('a server with an edge', () => {
  test('lets calls through it, undecoded', async () => {
    expect((await transport.client.listDevices({ userId: 'alice' })).devices).toMatchObject([{ deviceId: 'alice' }]);
    expect(run.mock.calls[0]?.[0]).toEqual({
      path: 'microchat.storage.v1.UserStore/ListDevices',
      authorization: '',
      request: Buffer.from('\n\u0005alice'),
    });
  });

  test('answers what the edge refuses, without the call', async () => {
    run.mockRejectedValue(new ServiceError('UNAUTHENTICATED', { reason: 'KEY_MISSING', message: 'who are you?' }));
    await expect(transport.client.listDevices({ userId: 'alice' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'KEY_MISSING',
    });
    expect(behaviour).not.toHaveBeenCalled();
  });

  test('has no batched stream, which would go around it', async () => {
    await expect(transport.client.ensureUser({ userId: 'alice' })).rejects.toBeInstanceOf(ServiceError);
    expect(behaviour).not.toHaveBeenCalled();
  });

  test('takes requests up to its own limit', async () => {
    const error: unknown = await transport.client.listDevices({ userId: 'x'.repeat(1_001) }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', reason: 'MESSAGE_TOO_LARGE' });
    expect(run).not.toHaveBeenCalled();
  });
});
