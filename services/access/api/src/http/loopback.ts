/** 127.0.0.0/8, ::1, and the former inside IPv6. */
export function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(address) || address === '::1';
}

/** A host name (without port) that means this machine whatever a name server says. */
export function isLoopbackHostname(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || isLoopbackAddress(hostname);
}

/** An origin such as "http://localhost:8080". */
export function isLoopbackOrigin(origin: string): boolean {
  const hostname = hostnameOf(origin);
  return hostname !== undefined && isLoopbackHostname(hostname);
}

/** A Host header such as "localhost:8080". */
export function isLoopbackHostHeader(host: string): boolean {
  const hostname = hostnameOf(`http://${host}`);
  return hostname !== undefined && isLoopbackHostname(hostname);
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
