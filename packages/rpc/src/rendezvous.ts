/**
 * Rendezvous hashing (highest random weight): every instance has a score for a key, the highest one wins. Whoever knows the
 * same instances comes to the same choice, and an instance that goes takes only its own keys away.
 */

/** FNV-1a over the UTF-16 units of `text`, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position++) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  return hash >>> 0;
}

/** Score of an instance for a key, both as `hashText` gives them: 32 bits, every bit depends on all bits of both. */
export function rendezvousScore(keyHash: number, instanceHash: number): number {
  return mix(mix(keyHash) ^ instanceHash);
}

/** The finalizer of MurmurHash3. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
