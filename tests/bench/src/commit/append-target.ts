import { CryptoRandom, SystemClock, SystemTimers } from '@microchat/adapters/system-time';
import type { ModuleEnvironment } from '@microchat/host/module';
import { type MessageStoreDefinition, messageStore } from '@microchat/message-store/contract';
import { messageStoreModule } from '@microchat/message-store/module';
import type { KvStore } from '@microchat/ports/kv-store';
import { LocalServices } from '@microchat/rpc/local-services';
import type { Client } from '@microchat/rpc/service-contract';
import { CommitCount } from '@microchat/testkit/commit-count';
import { silentLogger } from '@microchat/testkit/silent-logger';
import { Registry } from 'prom-client';
import { startCallLoad } from '../load/call-load.ts';
import { measureRate, median } from '../load/measure.ts';
import { appendsPerCommit, conversations, messageBytes } from './commit-shape.ts';

const runs = 3;

export interface AppendRate {
  readonly appendsPerSecond: number;
  readonly appendsPerCommit: number;
}

/** Appends to `conversations` at the same time, `appendsPerCommit` of them in flight in each, through the real message store. */
export async function measureAppends(kv: KvStore): Promise<AppendRate> {
  const commits = new CommitCount();
  const store = await startMessageStore(commits.wrap(kv));
  const content = Buffer.alloc(messageBytes, 1);
  const rates: number[] = [];
  let appends = 0;
  for (let run = 0; run < runs; run += 1) {
    const load = startCallLoad(conversations * appendsPerCommit, (caller, number) =>
      store.client.append({
        conversationId: `s~a-${caller % conversations}~b`,
        senderId: 'b',
        clientMessageId: `${run}-${caller}-${number}`,
        content,
        countable: true,
      }),
    );
    rates.push((await measureRate(load)).perSecond);
    appends += load.completed();
  }
  await store.stop();
  return { appendsPerSecond: median(rates), appendsPerCommit: appends / commits.tried };
}

async function startMessageStore(kv: KvStore): Promise<{
  readonly client: Client<MessageStoreDefinition>;
  stop(): Promise<void>;
}> {
  const time = { clock: new SystemClock(), timers: new SystemTimers(), random: new CryptoRandom() };
  const environment: Partial<ModuleEnvironment> = { ...time, kv, metrics: new Registry(), logger: silentLogger() };
  const { handlers, stop } = await messageStoreModule({ nodeId: 0 }).create(environment as ModuleEnvironment);
  const services = new LocalServices(time).add(messageStore, handlers ?? {});
  return { client: services.client(messageStore), stop: async () => stop?.() };
}
