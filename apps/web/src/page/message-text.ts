import type { Content, MembershipChange } from '@microchat/client/protocol/frames';

/** One line for a content that is no text: a membership change, an application's own kind, or one from the future. */
export function describeContent(content: Content, ownId: string): string {
  if (content.text !== undefined) return content.text.body;
  if (content.membership !== undefined) return describeMembership(content.membership, ownId);
  if (content.custom !== undefined) return `[${content.custom.type}]`;
  return '[a kind of message that this page does not know]';
}

function describeMembership({ actorId, addedUserIds, removedUserIds }: MembershipChange, ownId: string): string {
  const name = (userId: string): string => (userId === ownId ? 'you' : userId);
  const parts: string[] = [];
  const others = addedUserIds.filter((userId) => userId !== actorId);
  if (others.length > 0) parts.push(`${name(actorId)} added ${list(others.map(name))}`);
  else if (addedUserIds.length > 0) parts.push(`${name(actorId)} joined`);
  const left = removedUserIds.includes(actorId);
  const removed = removedUserIds.filter((userId) => userId !== actorId);
  if (left) parts.push(`${name(actorId)} left`);
  if (removed.length > 0) parts.push(`${name(actorId)} removed ${list(removed.map(name))}`);
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function list(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
