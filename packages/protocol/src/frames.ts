import { limits } from '@microchat/core/limits';
import type { ServiceError } from '@microchat/core/service-error';
import type { ClientFrame } from '@microchat/proto/microchat/client/v1/ClientFrame';
import type { Error as ErrorBody } from '@microchat/proto/microchat/client/v1/Error';
import type { ServerFrame, ServerFrame__Output } from '@microchat/proto/microchat/client/v1/ServerFrame';
import { decodeJson } from './decode-json.ts';
import { decodeProto } from './decode-proto.ts';
import { encodeJson } from './encode-json.ts';
import { encodeProto } from './encode-proto.ts';
import type { Encoding } from './encodings.ts';
import { clientFrameSchema, serverFrameSchema } from './messages.ts';
import type { MessageSchema } from './schema.ts';
import { type CheckedClientFrame, checkClientFrame } from './validate-client-frame.ts';
import { type Decoded, UndecodableError } from './violation.ts';

/**
 * What became of received data. Undecodable data closes the connection with 4004 (the text is for its reason and has
 * nothing of the data in it); an invalid frame is answered with `error` under its id (0 if that is not readable).
 */
export type DecodedFrame<Frame> =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly undecodable?: undefined; readonly id: number; readonly error: ServiceError }
  | { readonly ok: false; readonly undecodable: string };

/** Decodes and checks a frame of a client: form, required fields, limits. Never throws. */
export function decodeClientFrame(encoding: Encoding, data: string | Buffer): DecodedFrame<CheckedClientFrame> {
  if (Buffer.byteLength(data) > limits.frameBytesMax) return { ok: false, undecodable: 'frame too large' };
  return decodeFrame(encoding, clientFrameSchema, data, checkClientFrame);
}

/** Decodes a frame of the server, of any size, for clients written in this code base. Never throws. */
export function decodeServerFrame(encoding: Encoding, data: string | Buffer): DecodedFrame<ServerFrame__Output> {
  return decodeFrame(encoding, serverFrameSchema, data, (frame) => frame);
}

/** A text frame's string for JSON, a binary frame's bytes for protobuf. */
export function encodeServerFrame(encoding: 'json', frame: ServerFrame): string;
export function encodeServerFrame(encoding: 'proto', frame: ServerFrame): Buffer;
export function encodeServerFrame(encoding: Encoding, frame: ServerFrame): string | Buffer;
export function encodeServerFrame(encoding: Encoding, frame: ServerFrame): string | Buffer {
  return encoding === 'json' ? encodeJson(serverFrameSchema, frame) : encodeProto(serverFrameSchema, frame);
}

export function encodeClientFrame(encoding: 'json', frame: ClientFrame): string;
export function encodeClientFrame(encoding: 'proto', frame: ClientFrame): Buffer;
export function encodeClientFrame(encoding: Encoding, frame: ClientFrame): string | Buffer;
export function encodeClientFrame(encoding: Encoding, frame: ClientFrame): string | Buffer {
  return encoding === 'json' ? encodeJson(clientFrameSchema, frame) : encodeProto(clientFrameSchema, frame);
}

/** The body of an `error` frame. */
export function errorBody(error: ServiceError): ErrorBody {
  const { code, reason, message, field, retryAfterMs } = error;
  return { code, reason, message, field, retryAfterMs };
}

function decodeFrame<Output extends { readonly id: number }, Frame>(
  encoding: Encoding,
  schema: MessageSchema<Output>,
  data: string | Buffer,
  check: (frame: Output) => Frame | ServiceError,
): DecodedFrame<Frame> {
  let decoded: Decoded<Output>;
  try {
    decoded = decode(encoding, schema, data);
  } catch (error) {
    if (error instanceof UndecodableError) return { ok: false, undecodable: error.message };
    throw error;
  }
  const { value, violation } = decoded;
  const outcome = violation ?? check(value);
  if (outcome instanceof Error) return { ok: false, id: value.id, error: outcome };
  return { ok: true, frame: outcome };
}

function decode<Output extends object>(
  encoding: Encoding,
  schema: MessageSchema<Output>,
  data: string | Buffer,
): Decoded<Output> {
  if (encoding === 'json') return decodeJson(schema, data);
  if (typeof data === 'string') throw new UndecodableError('text frame, binary expected');
  return decodeProto(schema, data);
}
