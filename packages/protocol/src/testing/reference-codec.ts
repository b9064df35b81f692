import { join } from 'node:path';
import { protoRoot } from '@microchat/proto/proto-root';
import protobuf from 'protobufjs';

const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(protoRoot, target);
root.loadSync('microchat/client/v1/client.proto');

/** protobufjs as proto-loader uses it: what our own codec has to agree with on valid input. */
export class ReferenceCodec {
  readonly #type: protobuf.Type;

  constructor(name: string) {
    this.#type = root.lookupType(name);
  }

  encode(message: object): Buffer {
    return Buffer.from(this.#type.encode(this.#type.fromObject(message)).finish());
  }

  /** Throws on some of what is broken. */
  decode(bytes: Buffer): object {
    return this.#type.toObject(this.#type.decode(bytes), {
      longs: String,
      enums: String,
      defaults: true,
      oneofs: true,
    });
  }
}
