import type { ProbeResult } from './channel.ts';

/** Name under which the health service tells whether a process takes calls, whatever else it may still wait for. */
export const callsServiceName = 'microchat.rpc.v1.Calls';

export const healthCheckPath = '/grpc.health.v1.Health/Check';

/** HealthCheckRequest has one text field, number 1: the name of the service. */
export const healthCheckRequest = Buffer.from([0x0a, callsServiceName.length, ...Buffer.from(callsServiceName)]);

/** HealthCheckResponse has one enum field, number 1; 1 is SERVING. */
const servingReply = Buffer.from([0x08, 0x01]);

export function readHealthReply(reply: Buffer | undefined): ProbeResult {
  return reply !== undefined && servingReply.equals(reply) ? 'serving' : 'notServing';
}
