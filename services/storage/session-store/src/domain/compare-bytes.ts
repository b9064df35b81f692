/** The larger value by byte order, as `KvStore.merge` decides; the first one if they are equal. */
export function largerOf(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array | undefined {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return compareBytes(left, right) >= 0 ? left : right;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.byteLength, right.byteLength);
  for (let at = 0; at < length; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.byteLength - right.byteLength;
}
