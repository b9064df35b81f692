import { loadProto } from '@microchat/proto/load-proto';

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
  /** The text that picks the instance; empty: any. */
  affinityKey(request: object): string;
}

export interface ServiceCodec {
  /** Full protobuf name. */
  readonly name: string;
  /** By TypeScript name. */
  readonly methods: ReadonlyMap<string, MethodCodec>;
}

const services = new WeakMap<object, ServiceCodec>();

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
      affinityKey: affinityReader(options.affinity ?? contract.affinity ?? ''),
    });
  }
  return { name: contract.name, methods };
}

/** protobufjs decodes `bytes` fields as views of what it is given: Buffers only from a Buffer. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A field that a method's request lacks, or that holds no text, leaves the choice open. */
function affinityReader(field: string): (request: object) => string {
  if (field === '') return () => '';
  return (request) => {
    const value = (request as Readonly<Record<string, unknown>>)[field];
    return typeof value === 'string' ? value : '';
  };
}
