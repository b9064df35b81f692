import { readFile } from 'node:fs/promises';

import { requestDevToken } from '@microchat/client/rest';

export type TokenOf = (userId: string) => Promise<string>;

/** Tokens from a server in development mode. */
export function developmentTokens(apiUrl: string): TokenOf {
  return (userId) => requestDevToken(apiUrl, userId);
}

/** Tokens from a JSON file, `{"canary-1":"eyJ...", ...}`, which is read each time, so that it may be renewed. */
export function tokensOfFile(path: string): TokenOf {
  return async (userId) => {
    const token = ((await readJson(path)) as Record<string, unknown> | null)?.[userId];
    if (typeof token !== 'string') throw new Error(`${path} has no token of ${userId}`);
    return token;
  };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes what it read, and those are tokens.
    throw new Error(`${path} is no JSON`);
  }
}
