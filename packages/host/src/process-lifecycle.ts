import type { EventEmitter } from 'node:events';

import type { Logger } from 'pino';

export interface LifecycleOptions {
  /** Called once, at the first signal. True if everything stopped cleanly. Must bound its own time. */
  stop(): Promise<boolean>;
  readonly logger: Logger;
  /**
   * `worker`: Ctrl-C (or a closed terminal) reaches the whole foreground group, but the parent decides when its workers
   * stop; and a worker without its parent must go at once, or it would share its port with the next server.
   */
  readonly role: 'main' | 'worker';
  /** Default: the process. For tests. */
  readonly process?: LifecycleProcess;
}

export interface LifecycleProcess extends EventEmitter {
  exit(code: number): void;
}

/** Wires signals, crashes and the loss of the parent to stopping and exiting. */
export function followProcessLifecycle(options: LifecycleOptions): void {
  const { logger, role } = options;
  const target: LifecycleProcess = options.process ?? process;
  let isStopping = false;

  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      // A worker gets one from its parent and may get another from whoever signals the whole group; its parent kills it
      // when draining takes too long.
      if (role === 'worker') return;
      logger.warn({ signal }, 'second signal, leaving at once');
      target.exit(1);
      return;
    }
    isStopping = true;
    logger.info({ signal }, 'stopping');
    options.stop().then(
      (isClean) => target.exit(isClean ? 0 : 1),
      (error: unknown) => {
        logger.fatal({ err: error }, 'failed to stop');
        target.exit(1);
      },
    );
  };
  const onCrash = (error: unknown): void => {
    logger.fatal({ err: error }, 'uncaught error');
    target.exit(1);
  };

  target.on('SIGTERM', onSignal);
  for (const signal of ['SIGINT', 'SIGHUP']) target.on(signal, role === 'main' ? onSignal : () => {});
  target.on('uncaughtException', onCrash);
  target.on('unhandledRejection', onCrash);
  if (role === 'worker') {
    target.on('disconnect', () => {
      logger.warn('the parent process is gone');
      target.exit(1);
    });
  }
}
