/** Seeds that once found a defect, with what it was. They are run by every `npm test`. */
export const regressionSeeds: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 30, found: 'a connection that missed the entry which added its user gets no pushes of the group' },
  { seed: 80, found: 'a removed member is told a head beyond the removal, and waits for it for ever' },
  { seed: 122, found: "a gateway whose clock is behind lets a device's older connection replace its newer one" },
  { seed: 385, found: 'a member who comes back counts what was unread before the removal' },
  { seed: 36, found: 'a call that ends while it expires leaves the deadlines of others unwatched' },
  { seed: 831, found: 'an entry read before the head of its group tells a removed member a head beyond the removal' },
  { seed: 564, found: 'of two list entries with one head the older one comes last and its unread count stays' },
  { seed: 622, found: 'a list says that a member left before the own sends up to there are known, and counts them' },
  { seed: 524, found: "a receipt's count of a head that the client does not know is taken for the one it knows" },
  { seed: 166, found: 'what the server counted before it knew of an own message stays, though the message is here' },
  { seed: 1400, found: 'a batch whose old records come behind the new ones is dropped whole, as a replay' },
  { seed: 20091, found: 'an entry that moves past the top while the list is read is told by a pong by its head only' },
  { seed: 20752, found: 'what a device does not fetch of a conversation that is new to it is not announced as a gap' },
  { seed: 312, found: 'an old joining entry, pushed again, brings back a member who has left since' },
  { seed: 41039, found: 'who leaves a group by itself keeps an unread count, if the list says so before delivery' },
  { seed: 6277, found: 'a removal of interest that was given up arrives late and ends a later registration' },
  { seed: 150, found: 'unread of a group counts own messages' },
];

/** Seeds of every `npm test`, found by nothing but chance. */
export const smokeSeeds: readonly number[] = [1, 2, 3];
