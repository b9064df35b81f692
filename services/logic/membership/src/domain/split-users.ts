import { limits } from '@microchat/core/limits';

/** Users in the order given, in as many changes as their log entries need. Never an empty change. */
export function splitUsers(userIds: readonly string[], usersMax: number = limits.membersPerChangeMax): string[][] {
  const parts: string[][] = [];
  for (let from = 0; from < userIds.length; from += usersMax) parts.push(userIds.slice(from, from + usersMax));
  return parts;
}
