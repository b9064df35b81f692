import { protoRoot } from '@microchat/proto/proto-root';
import { loadSync, type MessageTypeDefinition, type Options, type PackageDefinition } from '@grpc/proto-loader';

import type { MethodOptions, ServiceContract, ServiceDefinition } from './service-contract.ts';

/** One method of a contract with its messages' encoders; what transports work with. */
export interface MethodCodec {
  /** As in TypeScript, for example `readPage`. */
  readonly name: string;
  /** `package.Service/Method`; also the gRPC path, without its leading slash. */
  readonly path: string;
  readonly options: MethodOptions;
  /** Throws on what protobuf cannot express; it does not validate values. */
  encodeRequest(message: object): Buffer;
  decodeRequest(bytes: Uint8Array): object;
  encodeReply(message: object): Buffer;
  decodeReply(bytes: Uint8Array): object;
}

export interface ServiceCodec {
  /** Full protobuf name. */
  readonly name: string;
  /** By TypeScript name. */
  readonly methods: ReadonlyMap<string, MethodCodec>;
}

/** Must match the options that scripts/generate-types.ts generates the types with. */
const loaderOptions: Options = {
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
  includeDirs: [protoRoot],
};

const packages = new Map<string, PackageDefinition>();
const services = new WeakMap<object, ServiceCodec>();

/** Definitions of one .proto with its imports. Parsed once a process. */
function loadProto(proto: string): PackageDefinition {
  let loaded = packages.get(proto);
  if (loaded === undefined) {
    loaded = loadSync(proto, loaderOptions);
    packages.set(proto, loaded);
  }
  return loaded;
}

/** The codec of a contract, built once. @throws Error if the proto lacks the service or one of the contract's methods. */
export function serviceCodec<Definition extends ServiceDefinition>(
  contract: ServiceContract<Definition>,
): ServiceCodec {
  let codec = services.get(contract);
  if (codec === undefined) {
    codec = buildServiceCodec(contract);
    services.set(contract, codec);
  }
  return codec;
}

function buildServiceCodec<Definition extends ServiceDefinition>(contract: ServiceContract<Definition>): ServiceCodec {
  const definition = loadProto(contract.proto)[contract.name];
  if (definition === undefined || 'format' in definition) {
    throw new Error(`${contract.proto} has no service ${contract.name}`);
  }
  const methods = new Map<string, MethodCodec>();
  for (const [name, options] of Object.entries<MethodOptions>(contract.methods)) {
    const protoName = name.charAt(0).toUpperCase() + name.slice(1);
    const method = definition[protoName];
    if (method === undefined) throw new Error(`${contract.name} in ${contract.proto} has no method ${protoName}`);
    methods.set(name, {
      name,
      path: `${contract.name}/${protoName}`,
      options,
      encodeRequest: method.requestSerialize,
      decodeRequest: (bytes) => method.requestDeserialize(asBuffer(bytes)),
      encodeReply: method.responseSerialize,
      decodeReply: (bytes) => method.responseDeserialize(asBuffer(bytes)),
    });
  }
  return { name: contract.name, methods };
}

export interface MessageCodec<Message extends object, Output> {
  encode(message: Message): Buffer;
  decode(bytes: Uint8Array): Output;
}

/** The codec of a single message, by its full protobuf name. @throws Error if the proto lacks it. */
export function messageCodec<Message extends object, Output>(
  proto: string,
  name: string,
): MessageCodec<Message, Output> {
  const definition = loadProto(proto)[name];
  if (definition === undefined || !isMessage(definition)) throw new Error(`${proto} has no message ${name}`);
  const message = definition as unknown as MessageTypeDefinition<Message, Output>;
  return { encode: message.serialize, decode: (bytes) => message.deserialize(asBuffer(bytes)) };
}

function isMessage(definition: PackageDefinition[string]): boolean {
  return 'format' in definition && 'deserialize' in definition;
}

/** protobufjs decodes `bytes` fields as views of what it is given: Buffers only from a Buffer. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
