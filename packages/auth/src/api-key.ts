/** A business server's key: who it is and what it may do. */
export interface ApiKey {
  /** For logs and counters: 1 to 64 of `A-Za-z0-9_.-`. */
  readonly name: string;
  readonly secret: string;
  readonly scopes: readonly ApiKeyScope[];
}

export const apiKeyScopes = ['tokens', 'messages', 'presence'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

const namePattern = /^[A-Za-z0-9_.-]{1,64}$/;
/** What stands between ":" and "," and fits into a header. */
const secretPattern = /^[!-~]{32,512}$/;

/**
 * Reads `name:secret:scope+scope`.
 * @throws Error saying what is wrong, without the secret.
 */
export function parseApiKey(text: string): ApiKey {
  const [name = '', secret = '', scopeList = '', ...rest] = text.split(':');
  if (!namePattern.test(name) || rest.length > 0) throw new Error('expected keys such as name:key:tokens+messages');
  if (!secretPattern.test(secret)) throw new Error(`the key of ${name} must have 32 to 512 printable characters`);
  const scopes = scopeList.split('+').filter(isScope);
  if (scopes.length === 0 || scopes.length !== scopeList.split('+').length) {
    throw new Error(`the scopes of ${name} must be some of ${apiKeyScopes.join('+')}`);
  }
  return { name, secret, scopes };
}

function isScope(text: string): text is ApiKeyScope {
  return (apiKeyScopes as readonly string[]).includes(text);
}
