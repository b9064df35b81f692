import { type CompiledMessage, compileMessage } from '@microchat/proto/compiled-message';
import { methodTypes, type MethodTypes } from '@microchat/proto/message-types';

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
  /** What the handler would be given, had the request gone over the wire. @throws MessageTooLargeError */
  copyRequest(message: object, bytesMax: number): object;
  encodeReply(message: object): Buffer;
  decodeReply(bytes: Uint8Array): object;
  /** What the caller would be given, had the reply gone over the wire. @throws MessageTooLargeError */
  copyReply(message: object, bytesMax: number): object;
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
  const methods = new Map<string, MethodCodec>();
  for (const [name, options] of Object.entries<MethodOptions>(contract.methods)) {
    const protoName = name.charAt(0).toUpperCase() + name.slice(1);
    const types = methodTypes(contract.proto, contract.name, protoName);
    methods.set(name, {
      name,
      path: `${contract.name}/${protoName}`,
      options,
      ...messageCodecs(types),
      affinityKey: affinityReader(options.affinity ?? contract.affinity ?? ''),
    });
  }
  return { name: contract.name, methods };
}

type MessageCodecs = Omit<MethodCodec, 'name' | 'path' | 'options' | 'affinityKey'>;

/** Compiled at their first use: a process calls few of the methods that there are. */
function messageCodecs(types: MethodTypes): MessageCodecs {
  let compiledRequest: CompiledMessage | undefined;
  let compiledReply: CompiledMessage | undefined;
  const request = () => (compiledRequest ??= compileMessage(types.request));
  const reply = () => (compiledReply ??= compileMessage(types.reply));
  return {
    encodeRequest: (message) => request().encode(message),
    decodeRequest: (bytes) => request().decode(bytes),
    copyRequest: (message, bytesMax) => request().copy(message, bytesMax),
    encodeReply: (message) => reply().encode(message),
    decodeReply: (bytes) => reply().decode(bytes),
    copyReply: (message, bytesMax) => reply().copy(message, bytesMax),
  };
}

/** A field that a method's request lacks, or that holds no text, leaves the choice open. */
function affinityReader(field: string): (request: object) => string {
  if (field === '') return () => '';
  return (request) => {
    const value = (request as Readonly<Record<string, unknown>>)[field];
    return typeof value === 'string' ? value : '';
  };
}
