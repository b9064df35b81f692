import type { Config } from '@microchat/host/config/config';
import { loadProcessConfig, redactedTexts } from '@microchat/host/config/environment';
import type { Texts } from '@microchat/host/config/load-config';
import { createLogger } from '@microchat/host/logger';
import { followProcessLifecycle } from '@microchat/host/process-lifecycle';

import { banner } from './banner.ts';
import { tellParent } from './process-messages.ts';
import { ServerNode } from './server-node.ts';
import { explainStartFailure } from './start-failure.ts';

/** Any; it does nothing. */
const keepAliveMs = 60_000;

/** Runs a server until it is told to stop. @throws ConfigError, Error with a message for people */
export async function serve(flags: Texts): Promise<void> {
  const config = loadProcessConfig(flags);
  const role = config.workerId === undefined ? 'main' : 'worker';
  const logger = createLogger({
    level: config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'),
    base: { pid: process.pid, ...(config.workerId === undefined ? {} : { workerId: config.workerId }) },
  });
  logger.info({ config: redactedTexts(config) }, 'starting');
  // Our timers keep no process alive, and while an engine is away there may be no socket that does: this one leaves when
  // it is told to.
  setInterval(() => {}, keepAliveMs);
  const startAborted = new AbortController();
  const starting = ServerNode.start(config, logger, startAborted.signal);
  followProcessLifecycle({
    role,
    logger,
    stop: async () => {
      startAborted.abort(new Error('stopped while it was starting'));
      return (await starting.catch(() => undefined))?.stop() ?? true;
    },
  });
  // Workers ignore it: whoever signals the whole group means their parent.
  process.on('SIGUSR2', () => {
    void starting.then(
      (node) => node.restartWorkers() || logger.warn('there are no gateway workers to restart'),
      () => undefined,
    );
  });
  const node = await starting.catch((error: unknown) => {
    // Whoever stopped it needs no explanation.
    if (startAborted.signal.aborted) return undefined;
    throw new Error(explainStartFailure(error, config), { cause: error });
  });
  if (node === undefined) return;
  await announce(node, config);
  logger.info('started');
}

async function announce(node: ServerNode, config: Config): Promise<void> {
  const { apiPort, gatewayPort, businessPort, rpcPort, dataDir } = node.config;
  if (config.workerId !== undefined) {
    return tellParent({ kind: 'listening', gatewayPort });
  }
  process.stdout.write(banner(node.config, node.moduleNames));
  const ports = { apiPort, gatewayPort, businessPort, rpcPort, metricsPort: node.metricsPort };
  await tellParent({ kind: 'ready', pid: process.pid, ...ports, dataDir });
}
