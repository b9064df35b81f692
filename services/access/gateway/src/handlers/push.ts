import type { DeviceSinkDefinition } from '@microchat/delivery/contract';
import type { Handlers } from '@microchat/rpc/service-contract';
import type { PushRouter } from '../routing/push-router.ts';

/** DeviceSink.Push: see proto/microchat/logic/v1/device_sink.proto. */
export function pushHandler(router: PushRouter): Handlers<DeviceSinkDefinition>['push'] {
  return async (request) => router.push(request);
}
