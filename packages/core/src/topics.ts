/** Topics of the event log. Keys and payloads: the protos of the publishing stores. */
export const eventTopics = {
  messages: 'messages',
  sessions: 'sessions',
  groups: 'groups',
  users: 'users',
} as const;
