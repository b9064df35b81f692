/** What the address says: `#user=alice&chat=s~alice~bob`. In the hash, so that a reload and two tabs keep their own. */
export interface Route {
  readonly userId: string;
  readonly conversationId: string;
}

export function readRoute(hash: string): Route {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return { userId: fields.get('user') ?? '', conversationId: fields.get('chat') ?? '' };
}

export function toHash({ userId, conversationId }: Route): string {
  const fields = new URLSearchParams();
  if (userId !== '') fields.set('user', userId);
  if (conversationId !== '') fields.set('chat', conversationId);
  return `#${fields.toString()}`;
}
