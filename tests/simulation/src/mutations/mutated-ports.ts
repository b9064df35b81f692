import type { PortProvider } from '@microchat/host/port-provider';
import type { Mutation } from './mutation.ts';

/** The ports as a mutated product sees them. */
export function mutatedPorts(ports: PortProvider, mutation: Mutation | undefined): PortProvider {
  if (mutation === undefined) return ports;
  return {
    async kv() {
      const kv = await ports.kv();
      return mutation.kv?.(kv) ?? kv;
    },
    async eventLog() {
      const eventLog = await ports.eventLog();
      return mutation.eventLog?.(eventLog) ?? eventLog;
    },
    async presence() {
      const presence = await ports.presence();
      return mutation.presence?.(presence) ?? presence;
    },
    close: () => ports.close(),
  };
}
