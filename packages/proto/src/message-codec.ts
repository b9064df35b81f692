import { type CompiledMessage, compileMessage } from './compiled-message.ts';
import { messageType } from './message-types.ts';

/** Encodes and decodes one message type, for stored rows and events. */
export interface MessageCodec<Input, Output> {
  /** @throws TypeError the message is not what its type says */
  encode(message: Input): Buffer;
  /** `bytes` fields are views of what it is given. @throws RangeError the bytes are not such a message. */
  decode(bytes: Uint8Array): Output;
}

/**
 * The codec of a message, with its generated types:
 * `messageCodec<GroupRow, GroupRow__Output>('microchat/storage/v1/group_store.proto', 'microchat.storage.v1.GroupRow')`.
 *
 * @param proto path of the file below the proto root
 * @param name full name of the message
 */
export function messageCodec<Input extends object, Output>(proto: string, name: string): MessageCodec<Input, Output> {
  let compiled: CompiledMessage | undefined;
  // At the first use: a process uses few of the messages of all its modules.
  const message = () => (compiled ??= compileMessage(messageType(proto, name)));
  return {
    encode: (input) => message().encode(input),
    decode: (bytes) => message().decode(bytes) as Output,
  };
}
