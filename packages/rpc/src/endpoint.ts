import { isIPv6 } from 'node:net';

/** Where a service is reached; a host name may stand for several instances. */
export interface Endpoint {
  /** Name or IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const form = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/;
const portMax = 65_535;

/** Reads `host:port` or `[IPv6]:port`. Undefined if it is neither. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const [, ipv6, name, portText] = form.exec(text) ?? [];
  const host = ipv6 ?? name;
  const port = Number(portText);
  if (host === undefined || !(port >= 1 && port <= portMax)) return undefined;
  return { host, port };
}

/** As `parseEndpoint` reads it, and gRPC. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
