import type { EventLog } from '@microchat/ports/event-log';
import type { KvStore } from '@microchat/ports/kv-store';
import type { Presence } from '@microchat/ports/presence';

/** Opens adapters when the first module needs them. Every method may be called more than once: one instance each. */
export interface PortProvider {
  kv(): Promise<KvStore>;
  eventLog(): Promise<EventLog>;
  presence(): Promise<Presence>;
  /** Closes what was opened, after all modules have stopped. */
  close(): Promise<void>;
}
