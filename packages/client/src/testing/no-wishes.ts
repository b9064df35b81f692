/** Of a list entry: its user has wished for nothing. */
export const noWishes = {
  muted: false,
  pinned: false,
  hiddenThrough: 0,
  markedUnread: false,
  draft: '',
  clearedThrough: 0,
  deleted: [],
  attributesVersion: 0,
} as const;
