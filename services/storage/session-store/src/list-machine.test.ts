import type { KvStore } from '@microchat/ports/kv-store';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { expect, test } from 'vitest';
import { conversationsPerCommit } from './domain/list-decision.ts';
import type { ListRequest } from './domain/list-request.ts';
import { type ListState, listMachine } from './list-machine.ts';
import { headAt } from './testing/requests.ts';

function heads(from: number, to: number): ListRequest[] {
  return Array.from({ length: to - from }, (_, at) => ({
    kind: 'head',
    conversationId: `s~alice~u${from + at}`,
    peerId: `u${from + at}`,
    head: headAt(1),
    ownIndex: 0,
    ownCount: 0,
  }));
}

test('a list in memory is bounded, and what a decision needs is read in one go', async () => {
  const engine = new MemoryEngine();
  const asked: number[] = [];
  const kv: Pick<KvStore, 'read'> = {
    read: (key, columns) => {
      asked.push(columns?.length ?? 0);
      return engine.kv.read(key, columns);
    },
  };
  const machine = listMachine(kv as KvStore);
  const environment = { nowMs: 0, partition: 'alice', version: 0 };
  let state = machine.load(
    { version: 0, head: new Uint8Array(), recentCommitIds: [], values: [] },
    'alice',
  ) as ListState;

  state = (await machine.prepare?.(state, heads(0, 100))) ?? state;
  expect(asked).toEqual([conversationsPerCommit]);
  const decision = machine.decide(state, heads(0, 100), environment);
  expect(decision.replies).toHaveLength(conversationsPerCommit);
  expect(decision.state.listVersion).toBe(conversationsPerCommit);

  state = (await machine.prepare?.(decision.state, heads(0, 2))) ?? state;
  expect(asked).toEqual([conversationsPerCommit]);
  state = (await machine.prepare?.(state, [...heads(0, 2), ...heads(50, 100)])) ?? state;
  expect(asked).toEqual([conversationsPerCommit, conversationsPerCommit - 2]);
  expect(state.entries.size).toBe(32);
  expect([...state.entries.keys()]).toEqual(
    expect.arrayContaining(['s~alice~u0', 's~alice~u1', `s~alice~u${49 + conversationsPerCommit - 2}`]),
  );
});
