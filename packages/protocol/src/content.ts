import type { Content, Content__Output } from '@microchat/proto/microchat/client/v1/Content';
import { decodeProto } from './decode-proto.ts';
import { encodeProto } from './encode-proto.ts';
import { contentSchema } from './messages.ts';

/**
 * Content as it is stored and compared: the same content, sent as JSON or as protobuf, with unknown fields or without,
 * gives the same bytes.
 */
export function encodeCanonicalContent(content: Content): Buffer {
  return encodeProto(contentSchema, content);
}

/** The opposite. Throws if the bytes are not the content that encodeCanonicalContent wrote. */
export function decodeContent(bytes: Buffer): Content__Output {
  const { value, violation } = decodeProto(contentSchema, bytes);
  if (violation !== undefined) throw violation;
  return value;
}
