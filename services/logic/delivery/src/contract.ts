import type { DeviceSinkDefinition } from '@microchat/proto/microchat/logic/v1/DeviceSink';
import { hot, type ServiceContract } from '@microchat/rpc/service-contract';

/** The way up to connected devices: owned by delivery, implemented by every gateway worker. Calls, errors and limits: proto/microchat/logic/v1/device_sink.proto. */
export const deviceSink: ServiceContract<DeviceSinkDefinition> = {
  name: 'microchat.logic.v1.DeviceSink',
  proto: 'microchat/logic/v1/device_sink.proto',
  methods: {
    push: hot,
  },
};

export type { DeviceSinkDefinition };
