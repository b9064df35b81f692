/** A key of another program: who it is and what it may do. */
export interface ApiKey<Scope extends string = ApiKeyScope> {
  /** For logs and counters: 1 to 64 of `A-Za-z0-9_.-`. */
  readonly name: string;
  readonly secret: string;
  readonly scopes: readonly Scope[];
}

/** What business servers may do. */
export const apiKeyScopes = ['tokens', 'messages', 'presence'] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

/** What processes of the deployment may call at each other. */
export const serviceKeyScopes = ['storage', 'logic', 'push'] as const;
export type ServiceKeyScope = (typeof serviceKeyScopes)[number];

const namePattern = /^[A-Za-z0-9_.-]{1,64}$/;
/** What stands between ":" and "," and fits into a header. */
const secretPattern = /^[!-~]{32,512}$/;

/**
 * Reads `name:secret:scope+scope` of a business server.
 * @throws Error saying what is wrong, without the secret.
 */
export function parseApiKey(text: string): ApiKey {
  return parseKey(text, apiKeyScopes);
}

/** The same for a process of the deployment. */
export function parseServiceKey(text: string): ApiKey<ServiceKeyScope> {
  return parseKey(text, serviceKeyScopes);
}

/** True if it may stand in a header and is long enough not to be guessed. */
export function isKeySecret(text: string): boolean {
  return secretPattern.test(text);
}

function parseKey<Scope extends string>(text: string, known: readonly Scope[]): ApiKey<Scope> {
  const [name = '', secret = '', scopeList = '', ...rest] = text.split(':');
  if (!namePattern.test(name) || rest.length > 0) {
    throw new Error(`expected keys such as name:key:${known.slice(0, 2).join('+')}`);
  }
  if (!isKeySecret(secret)) throw new Error(`the key of ${name} must have 32 to 512 printable characters`);
  const given = scopeList.split('+');
  const scopes = known.filter((scope) => given.includes(scope));
  if (given.some((scope) => !(known as readonly string[]).includes(scope))) {
    throw new Error(`the scopes of ${name} must be some of ${known.join('+')}`);
  }
  return { name, secret, scopes };
}
