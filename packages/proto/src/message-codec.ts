import type { MessageTypeDefinition } from '@grpc/proto-loader';
import { loadProto } from './load-proto.ts';

/** Encodes and decodes one message type, for stored rows and events. */
export interface MessageCodec<Input, Output> {
  encode(message: Input): Buffer;
  /** @throws Error the bytes are not such a message. */
  decode(bytes: Uint8Array): Output;
}

/**
 * The codec of a message, with its generated types:
 * `messageCodec<GroupRow, GroupRow__Output>('microchat/storage/v1/group_store.proto', 'microchat.storage.v1.GroupRow')`.
 *
 * @param proto path of the file below the proto root
 * @param name full name of the message
 */
export function messageCodec<Input, Output>(proto: string, name: string): MessageCodec<Input, Output> {
  const definition = loadProto(proto)[name];
  if (definition?.format !== 'Protocol Buffer 3 DescriptorProto') throw new Error(`${proto} has no message ${name}`);
  const { serialize, deserialize } = definition as unknown as MessageTypeDefinition<Input, Output>;
  return {
    encode: (message) => serialize(message),
    decode: (bytes) => deserialize(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  };
}
