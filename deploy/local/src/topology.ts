export type Layer = 'storage' | 'logic' | 'access';

/** One server process of a cluster, as data. */
export interface ProcessDefinition {
  /** Unique; also the name of its log. */
  readonly name: string;
  /** What it runs, as `--target=` wants it. */
  readonly target: readonly string[];
  /** Decides whom its key lets it call, and when it is stopped: access first, storage last. */
  readonly layer: Layer;
  /** Gateway processes below it, each with the port after the one before. Default 0. */
  readonly workers?: number;
  /** Variables of its own; they win. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of the processes that it knows of. Default: all. Sends callers to different instances on purpose. */
  readonly knows?: readonly string[];
  /** Known to its callers from the start, but started later, by name. */
  readonly isStandby?: boolean;
}

/** Modules that others call by name; the rest consumes the event log or is called from outside. */
const calledModules: ReadonlySet<string> = new Set([
  'message-store',
  'session-store',
  'user-store',
  'group-store',
  'messaging',
  'presence',
  'sync',
  'membership',
]);

/** The modules of a process that go into MICROCHAT_SERVICES. */
export function calledModulesOf({ target }: ProcessDefinition): string[] {
  return target.filter((module) => calledModules.has(module));
}

/** Pushes go to the gateway's workers, calls to everybody who is called: both need a port. */
export function servesOthers(definition: ProcessDefinition): boolean {
  return calledModulesOf(definition).length > 0 || (definition.workers ?? 0) > 0;
}

/** Every layer split, what is written to most twice: eight processes and two gateway workers on one port. */
export const splitTopology: readonly ProcessDefinition[] = [
  { name: 'message-store-1', target: ['message-store'], layer: 'storage' },
  { name: 'message-store-2', target: ['message-store'], layer: 'storage' },
  { name: 'other-stores', target: ['session-store', 'user-store', 'group-store'], layer: 'storage' },
  { name: 'messaging', target: ['messaging', 'presence'], layer: 'logic' },
  { name: 'sync', target: ['sync', 'membership'], layer: 'logic' },
  { name: 'delivery', target: ['delivery'], layer: 'logic' },
  { name: 'api', target: ['api', 'im-business'], layer: 'access' },
  { name: 'gateway', target: ['gateway-workers'], layer: 'access', workers: 2 },
];
