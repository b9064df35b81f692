import { describe, expect, test } from 'vitest';

import { parseVerifyOptions } from './verify-options.ts';

describe('options of verify', () => {
  test('have defaults that do a running server no harm', () => {
    expect(parseVerifyOptions([])).toEqual({
      apiUrl: 'http://localhost:8080',
      gatewayUrl: undefined,
      tokensFile: undefined,
      name: 'canary',
      pairs: 2,
      rate: 1,
      lateMs: 5_000,
      intervalMs: 10_000,
      durationMs: Infinity,
      isJson: false,
    });
  });

  test('take all of it', () => {
    const args =
      '--url https://api.example.org/ --gateway wss://chat.example.org/v1/connect --tokens t.json --name c'.split(' ');
    const more = '--pairs 3 --rate 0.5 --late-ms 700 --interval 0.5 --seconds 60 --json'.split(' ');
    expect(parseVerifyOptions([...args, ...more])).toEqual({
      apiUrl: 'https://api.example.org',
      gatewayUrl: 'wss://chat.example.org/v1/connect',
      tokensFile: 't.json',
      name: 'c',
      pairs: 3,
      rate: 0.5,
      lateMs: 700,
      intervalMs: 500,
      durationMs: 60_000,
      isJson: true,
    });
  });

  test.each([
    ['--url nonsense', '--url nonsense'],
    ['--url ws://localhost:8081', 'http URL'],
    ['--gateway http://localhost', 'ws URL'],
    ['--name a/b', '--name'],
    ['--pairs 0', '--pairs'],
    ['--pairs 1.5', '--pairs'],
    ['--rate 0', '--rate'],
    ['--rate fast', '--rate'],
    ['--late-ms -5', '--late-ms'],
    ['--seconds 0', '--seconds'],
    ['--colour', '--colour'],
  ])('%s is refused', (args, says) => {
    expect(() => parseVerifyOptions(args.split(' '))).toThrow(says);
  });
});
