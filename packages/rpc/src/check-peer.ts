import { type Client as GrpcClient, Client, status } from '@grpc/grpc-js';
import type { Clock } from '@microchat/ports/time';

import { clientChannelOptions, passBytes } from './grpc-options.ts';
import { healthCheckPath, healthCheckRequest, readHealthReply } from './health-check.ts';
import { callMetadata, channelCredentials, type PeerCredentials, sentServerName } from './peer-credentials.ts';

export interface PeerAddress {
  /** `IP:port`. */
  readonly address: string;
  /** The host name or IP address that its certificate must have. */
  readonly serverName: string;
}

/** How another process answers a health check that shows our certificate and key. */
export interface PeerAnswer {
  readonly kind: 'serving' | 'notServing' | 'keyRefused' | 'unreachable';
  /** What went wrong, in the words of gRPC. Empty where nothing did. */
  readonly reason: string;
}

/** For diagnosis: one connection, one check. Never rejects. */
export async function checkPeer(
  { address, serverName }: PeerAddress,
  credentials: PeerCredentials,
  { clock, timeoutMs }: { readonly clock: Clock; readonly timeoutMs: number },
): Promise<PeerAnswer> {
  const { tls } = credentials;
  const client = new Client(address, channelCredentials(tls, serverName), {
    ...clientChannelOptions,
    ...(tls === undefined ? {} : { 'grpc.ssl_target_name_override': sentServerName(serverName) }),
  });
  try {
    return await ask(client, credentials, clock.now() + timeoutMs);
  } finally {
    client.close();
  }
}

function ask(client: GrpcClient, { key }: PeerCredentials, deadline: number): Promise<PeerAnswer> {
  const { promise, resolve } = Promise.withResolvers<PeerAnswer>();
  client.makeUnaryRequest<Uint8Array, Buffer>(
    healthCheckPath,
    passBytes,
    passBytes,
    healthCheckRequest,
    callMetadata(key),
    { deadline },
    (error, reply) => {
      if (error === null) return resolve({ kind: readHealthReply(reply), reason: '' } as PeerAnswer);
      const isRefused = error.code === status.UNAUTHENTICATED || error.code === status.PERMISSION_DENIED;
      resolve({ kind: isRefused ? 'keyRefused' : 'unreachable', reason: error.details });
    },
  );
  return promise;
}
