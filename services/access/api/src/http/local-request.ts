import { isLoopbackAddress, isLoopbackHostHeader, isLoopbackOrigin } from './loopback.ts';

export interface RequestOrigin {
  /** Of the TCP connection. */
  readonly peerAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A proxy on this machine would make every request look local. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Whether a request surely comes from this machine: from a loopback address, to a loopback name (a foreign page whose
 * name was pointed here has another Host), not from a foreign page, not through a proxy.
 */
export function isLocalRequest({ peerAddress, headers }: RequestOrigin): boolean {
  const { host, origin } = headers;
  if (peerAddress === undefined || !isLoopbackAddress(peerAddress)) return false;
  if (typeof host !== 'string' || !isLoopbackHostHeader(host)) return false;
  if (origin !== undefined && (typeof origin !== 'string' || !isLoopbackOrigin(origin))) return false;
  return proxyHeaders.every((name) => headers[name] === undefined);
}
