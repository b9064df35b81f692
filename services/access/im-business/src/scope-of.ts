import type { ApiKeyScope } from '@microchat/auth/api-key';

const scopes: ReadonlyMap<string, ApiKeyScope> = new Map([
  ['IssueToken', 'tokens'],
  ['RevokeTokens', 'tokens'],
  ['KickDevice', 'tokens'],
  ['SendMessage', 'messages'],
  ['GetPresence', 'presence'],
]);

/** The scope that a method asks for; undefined, and so refused, for one that is not listed here. */
export function scopeOf(method: string): ApiKeyScope | undefined {
  return scopes.get(method);
}
