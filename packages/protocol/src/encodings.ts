/** How frames are written on a connection; one schema for both. */
export type Encoding = 'json' | 'proto';

/** WebSocket subprotocol of each encoding. */
export const subprotocols = {
  json: 'microchat.v1.json',
  proto: 'microchat.v1.proto',
} as const satisfies Record<Encoding, string>;

/**
 * Picks the subprotocol: the first offered one that is known. No offer means JSON (undefined `subprotocol`: none is
 * echoed). Undefined when only unknown ones are offered.
 */
export function chooseEncoding(
  offered: Iterable<string>,
): { readonly encoding: Encoding; readonly subprotocol: string | undefined } | undefined {
  let anyOffer = false;
  for (const subprotocol of offered) {
    anyOffer = true;
    if (subprotocol === subprotocols.json) return { encoding: 'json', subprotocol };
    if (subprotocol === subprotocols.proto) return { encoding: 'proto', subprotocol };
  }
  return anyOffer ? undefined : { encoding: 'json', subprotocol: undefined };
}
