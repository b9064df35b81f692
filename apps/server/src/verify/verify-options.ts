import { parseArgs } from 'node:util';

export interface VerifyOptions {
  /** Of the REST API. */
  readonly apiUrl: string;
  /** Of the long connection; undefined: the API's server is asked. */
  readonly gatewayUrl: string | undefined;
  /** A JSON file of user ids and tokens; undefined: the server is in development mode and gives them. */
  readonly tokensFile: string | undefined;
  /** What the names of the canary users begin with. */
  readonly name: string;
  /** Pairs of users that chat; all of them are in one group. */
  readonly pairs: number;
  /** Messages a second, in all. */
  readonly rate: number;
  readonly lateMs: number;
  /** Between two reports. */
  readonly intervalMs: number;
  /** Infinity: until it is interrupted. */
  readonly durationMs: number;
  readonly isJson: boolean;
}

const option = { type: 'string' } as const;

/** @throws Error with a message for people. */
export function parseVerifyOptions(args: readonly string[]): VerifyOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: option,
      gateway: option,
      tokens: option,
      name: option,
      pairs: option,
      rate: option,
      'late-ms': option,
      interval: option,
      seconds: option,
      json: { type: 'boolean' },
    },
  });
  const { url = 'http://localhost:8080', gateway, tokens, name = 'canary' } = values;
  checkUrl('--url', url, 'http', 'http://localhost:8080');
  if (gateway !== undefined) checkUrl('--gateway', gateway, 'ws', 'ws://localhost:8081/v1/connect');
  if (!/^[\w.:@-]{1,48}$/.test(name)) throw new Error('--name takes 1 to 48 of A-Z a-z 0-9 _ . : @ -');
  const pairs = readNumber('--pairs', values.pairs ?? '2', 1, 100);
  if (!Number.isInteger(pairs)) throw new Error('--pairs takes a whole number');
  return {
    apiUrl: url.replace(/\/$/, ''),
    gatewayUrl: gateway,
    tokensFile: tokens,
    name,
    pairs,
    rate: readNumber('--rate', values.rate ?? '1', 0.01, 1_000),
    lateMs: readNumber('--late-ms', values['late-ms'] ?? '5000', 1, 3_600_000),
    intervalMs: 1_000 * readNumber('--interval', values.interval ?? '10', 0.1, 3_600),
    durationMs: values.seconds === undefined ? Infinity : 1_000 * readNumber('--seconds', values.seconds, 1, 1e7),
    isJson: values.json === true,
  };
}

function checkUrl(name: string, url: string, scheme: string, example: string): void {
  const isUrl = URL.canParse(url) && [`${scheme}:`, `${scheme}s:`].includes(new URL(url).protocol);
  if (!isUrl) throw new Error(`${name} ${url} is no ${scheme} URL; example: ${example}`);
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new Error(`${name} takes a number from ${min} to ${max}`);
  }
  return value;
}
