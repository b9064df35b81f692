import type { ChannelOptions } from '@grpc/grpc-js';

import { rpcLimits } from './rpc-limits.ts';

/** Trailer that carries the encoded ErrorDetail of a failed unary call. */
export const errorDetailTrailer = 'microchat-error-bin';

const shared: ChannelOptions = {
  'grpc.max_receive_message_length': rpcLimits.grpcMessageBytesMax,
  'grpc.max_send_message_length': rpcLimits.grpcMessageBytesMax,
  // A peer that vanished without a reset is noticed within 20 s; one that is only busy must not be taken for it.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 10_000,
  // The default 64 KiB would cut every large frame into round trips.
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
};

export const clientChannelOptions: ChannelOptions = {
  ...shared,
  'grpc.keepalive_permit_without_calls': 1,
  // Retries are ours (they have a budget); gRPC's would be invisible.
  'grpc.enable_retries': 0,
  'grpc.initial_reconnect_backoff_ms': 100,
  // What is added to the time that a restarted server is away.
  'grpc.max_reconnect_backoff_ms': 1_000,
  // An address that nobody calls any more (a worker that is gone) is not tried for half an hour. Streams are calls.
  'grpc.client_idle_timeout_ms': 60_000,
  // Closing a channel must close its connection.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.service_config_disable_resolution': 1,
};

export const serverOptions: ChannelOptions = {
  ...shared,
  // Clients that went without closing, and probes; a connection with a stream is not idle.
  'grpc.max_connection_idle_ms': 10 * 60_000,
};

export function passBytes(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
