import { loadSync, type Options, type PackageDefinition } from '@grpc/proto-loader';
import { protoRoot } from '../proto-root.ts';

/** The loader of gRPC, to compare with. As the generated types say: 64-bit numbers as strings, enums by name, absent scalars as their defaults. */
const loaderOptions: Options = { longs: String, enums: String, defaults: true, oneofs: true, includeDirs: [protoRoot] };

const loaded = new Map<string, PackageDefinition>();

/** Definitions of one .proto and its imports, parsed once a process. `proto`: path of the file below the proto root. */
export function loadProto(proto: string): PackageDefinition {
  let definitions = loaded.get(proto);
  if (definitions === undefined) {
    definitions = loadSync(proto, loaderOptions);
    loaded.set(proto, definitions);
  }
  return definitions;
}
