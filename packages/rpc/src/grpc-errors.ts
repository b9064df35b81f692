import type { ErrorDetail__Output } from '@microchat/proto/microchat/rpc/v1/ErrorDetail';
import { type ServiceError, statusCodes } from '@microchat/core/service-error';
import { Metadata, type ServiceError as GrpcError, status, type StatusObject } from '@grpc/grpc-js';

import { errorDetailCodec } from './call-frames.ts';
import { toErrorDetail, toServiceError } from './error-detail.ts';
import { errorDetailTrailer } from './grpc-options.ts';
import { notConnected, wasNotExecuted } from './transport-errors.ts';

/** In the words of grpc-js: no connection, or the server had begun to close it when the request came. */
const neverArrived = /^(No connection established|Stream refused by server)/;

/** The error of a failed gRPC call: the server's own when it sent one, else by the bare code. */
export function fromGrpcError(error: GrpcError): ServiceError {
  if (error.code === status.UNAVAILABLE && neverArrived.test(error.details)) return notConnected();
  return toServiceError(error.code, errorDetailOf(error), 'the call failed on its way');
}

/** The same error on its way out. */
export function toGrpcStatus(error: ServiceError): Pick<StatusObject, 'code' | 'details' | 'metadata'> {
  const metadata = new Metadata();
  metadata.set(errorDetailTrailer, errorDetailCodec.encode(toErrorDetail(error)));
  return { code: statusCodes[error.code], details: error.message, metadata };
}

/** Why there never was a stream, for all of its calls; undefined if it broke later. */
export function refusalOf(error: Error): ServiceError | undefined {
  if (!('code' in error) || !('metadata' in error)) return undefined;
  const failure = fromGrpcError(error as GrpcError);
  const isRefusal = failure.code === 'UNAUTHENTICATED' || failure.code === 'PERMISSION_DENIED';
  return isRefusal || wasNotExecuted(failure) ? failure : undefined;
}

function errorDetailOf(error: GrpcError): ErrorDetail__Output | null {
  const encoded = error.metadata.get(errorDetailTrailer)[0];
  if (!(encoded instanceof Buffer)) return null;
  try {
    return errorDetailCodec.decode(encoded);
  } catch {
    // Whatever wrote this trailer is not one of ours; the code alone must do.
    return null;
  }
}
