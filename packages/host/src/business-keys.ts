import { type ApiKey, apiKeyScopes, parseApiKey } from '@microchat/auth/api-key';
import type { Random } from '@microchat/ports/time';

import type { Config } from './config/config.ts';
import { loadSecretFile } from './secret-file.ts';

/** In the data folder; holds the development key. */
export const businessKeyFile = 'business.key';

/** Where the keys of business servers come from. `none`: the business port stays closed. */
export function businessKeySource(
  config: Pick<Config, 'apiKeys' | 'tokenSecret'>,
): 'configured' | 'generated' | 'none' {
  if (config.apiKeys !== undefined) return 'configured';
  // Whoever sets a secret of his own is past development, as with development tokens.
  return config.tokenSecret === undefined ? 'generated' : 'none';
}

/** The keys that may call the business port. A generated one is made at the first start and has all scopes. */
export function loadBusinessKeys(
  config: Pick<Config, 'apiKeys' | 'tokenSecret' | 'dataDir'>,
  random: Random,
): readonly ApiKey[] {
  switch (businessKeySource(config)) {
    case 'configured':
      return (config.apiKeys ?? []).map(parseApiKey);
    case 'generated': {
      const secret = loadSecretFile(config.dataDir, businessKeyFile, 'an API key', random).toString('hex');
      return [{ name: 'development', secret, scopes: apiKeyScopes }];
    }
    case 'none':
      return [];
  }
}
