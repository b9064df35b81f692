import type { Mode } from './modes.ts';
import type { RunningServer, StartOptions } from './server.ts';

/** One server for several suites, whose users have names that no other suite uses. */
export interface SharedMode extends Mode {
  /** After the last suite. Resolves with the exit code. */
  end(): Promise<number | null>;
}

/** Starts the server with the first suite that wants it. `options`: what the suites want, together. */
export function shared(mode: Mode, options: StartOptions): SharedMode {
  let server: Promise<RunningServer> | undefined;
  return {
    mode: mode.mode,
    async start(wanted = {}) {
      for (const [name, value] of Object.entries(wanted)) {
        if (options[name as keyof StartOptions] !== value) throw new Error(`the shared server has another ${name}`);
      }
      server ??= mode.start(options);
      return { ...(await server), stop: async () => 0 };
    },
    end: async () => (await server)?.stop() ?? 0,
  };
}
