import { isAbsolute, join } from 'node:path';
import protobuf from 'protobufjs';
import { protoRoot } from './proto-root.ts';

/** All that was loaded: a file that several others import is parsed once. */
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => (isAbsolute(target) ? target : join(protoRoot, target));

/**
 * What a .proto says about a message, read once a process.
 *
 * @param proto path of the file below the proto root
 * @param name full name of the message
 * @throws Error no such file, or no such message in it
 */
export function messageType(proto: string, name: string): protobuf.Type {
  load(proto, name);
  return root.lookupType(name);
}

/** The messages that a method of a service takes and gives. @throws Error no such file, service or method */
export function methodTypes(proto: string, service: string, method: string): MethodTypes {
  load(proto, service);
  const found = root.lookupService(service).methods[method];
  found?.resolve();
  const { resolvedRequestType, resolvedResponseType } = found ?? {};
  if (!resolvedRequestType || !resolvedResponseType) throw new Error(`${service} in ${proto} has no method ${method}`);
  return { request: resolvedRequestType, reply: resolvedResponseType };
}

export interface MethodTypes {
  readonly request: protobuf.Type;
  readonly reply: protobuf.Type;
}

function load(proto: string, name: string): void {
  if (root.lookup(name) === null) root.loadSync(proto).resolveAll();
}
