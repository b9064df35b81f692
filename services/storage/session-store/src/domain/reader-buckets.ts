/** Groups have thousands of readers, single chats two. */
const groupBuckets = 64;

/** Number of partitions over which a conversation's readers are spread. Never changes: rows would not be found again. */
export function readerBuckets(conversationId: string): number {
  return conversationId.startsWith('g~') ? groupBuckets : 1;
}

/** The bucket of a reader: FNV-1a of the user id, which is ASCII. */
export function readerBucket(conversationId: string, userId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < userId.length; at += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % readerBuckets(conversationId);
}
