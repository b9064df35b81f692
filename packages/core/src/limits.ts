/** Limits of protocol v1 in one place (docs/PROTOCOL.md repeats them for users). Bytes unless the name says otherwise. */
export const limits = {
  frameBytesMax: 64 * 1024,
  contentBytesMax: 16 * 1024,
  clientMessageIdCharsMax: 64,
  idCharsMax: 64,
  tokenCharsMax: 4_096,
  cursorCharsMax: 1_024,
  platformCharsMax: 32,
  customTypeCharsMax: 128,
  groupNameCharsMax: 128,
  displayNameCharsMax: 128,
  avatarUrlCharsMax: 512,
  positionsMax: 500,
  draftCharsMax: 1_024,
  /** Messages that one call deletes for its user. */
  deletedIndexesPerCallMax: 100,
  /** Ranges of deleted messages that a list entry keeps, neighbours merged. */
  deletedRangesMax: 100,
  pullLimitDefault: 50,
  pullLimitMax: 200,
  syncLimitDefault: 100,
  syncLimitMax: 500,
  /** For news, over REST. */
  updatesWaitMsDefault: 25_000,
  updatesWaitMsMax: 50_000,
  membersPerCallMax: 500,
  groupMembersMax: 5_000,
  /** Users in one membership entry; larger calls become several entries. */
  membersPerChangeMax: 50,
  unackedFramesMax: 1_000,
  helloTimeoutMs: 5_000,
  /** Live frames kept while a connection is being set up. */
  connectBufferFramesMax: 256,
  connectBufferBytesMax: 256 * 1024,
} as const;
