import { externalEngines } from '@microchat/host/config/engine-combination';
import type { Config } from '@microchat/host/config/config';
import type { PortProvider } from '@microchat/host/port-provider';
import type { Random, Timers } from '@microchat/ports/time';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

import { EmbeddedPorts } from './embedded-ports.ts';
import { engineObserver } from './engine-metrics.ts';
import { externalObservers } from './external-metrics.ts';
import { engineSecurity } from './engine-security.ts';
import { ExternalPorts } from './external-ports.ts';

export interface PortsContext {
  readonly config: Config;
  readonly timers: Timers;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** The data folder is ours. Only the embedded storage claims it. */
  readonly onDataFolder: () => void;
  /** The storage will never answer again: only a new process helps. */
  readonly onLost: () => void;
}

/** Naming the engines' addresses selects their adapters; without them storage is embedded. Nothing is opened yet. */
export function portsOf({ config, timers, random, logger, metrics, onDataFolder, onLost }: PortsContext): PortProvider {
  const engines = externalEngines(config);
  if (engines !== undefined) {
    return new ExternalPorts({
      engines,
      config,
      security: engineSecurity(config),
      timers,
      random,
      logger,
      observers: externalObservers(metrics, logger),
    });
  }
  const observer = engineObserver(metrics, logger, onLost);
  return new EmbeddedPorts({ dataDir: config.dataDir, timers, observer, onOpen: onDataFolder });
}
