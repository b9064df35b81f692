import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { EngineRecipe } from '../local-engine.ts';

const server = fileURLToPath(new URL('toy-server.ts', import.meta.url));

/** An engine that is up in a blink. */
export function toyRecipe(behaviour = 'answer', startTimeoutMs = 20_000): EngineRecipe {
  return {
    name: 'redis',
    startTimeoutMs,
    prepare: async (folder, port) => ({ file: process.execPath, args: [server, folder, String(port), behaviour] }),
    answer: async (address) => {
      await toyAnswer(address);
    },
  };
}

/** What the toy at this address says; throws if it is not there. */
export async function toyAnswer(address: string): Promise<string> {
  const { hostname, port } = new URL(`toy://${address}`);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return text(socket);
}
