import type { KvStore, PartitionRead } from '@microchat/ports/kv-store';
import { ManualTime, settle } from '@microchat/testkit/manual-time';
import { MemoryEngine } from '@microchat/testkit/memory-engine';
import { SeededRandom } from '@microchat/testkit/seeded-random';
import { describe, expect, test } from 'vitest';
import { type PartitionMachine, relocate } from './partition-machine.ts';
import { PartitionWriters } from './partition-writers.ts';

function writersOf<State, Request, Reply>(kv: KvStore, machine: PartitionMachine<State, Request, Reply>, seed = 1) {
  const time = new ManualTime();
  const random = new SeededRandom(seed);
  return new PartitionWriters({ kv, table: 't', machine, clock: time, timers: time, random });
}

function textOf(read: PartitionRead): string {
  return Buffer.from(read.head).toString();
}

/** Collects letters in volumes of three: `key/0`, `key/1`, ...; a full one ends with a dot. */
class Volumes implements PartitionMachine<{ text: string }, string, string> {
  readonly volumes = new Map<string, number>();

  locate(key: string): string {
    return `${key}/${this.volumes.get(key) ?? 0}`;
  }

  load(read: PartitionRead, partition: string) {
    const text = textOf(read);
    if (!text.endsWith('.')) return { text };
    const [key = '', volume] = partition.split('/');
    this.volumes.set(key, Number(volume) + 1);
    return relocate;
  }

  decide(state: { text: string }, letters: readonly string[]) {
    const taken = letters.slice(0, 3 - state.text.length);
    if (taken.length === 0) {
      const text = `${state.text}.`;
      return { state: { text }, replies: [], head: Buffer.from(text), reload: true };
    }
    const text = state.text + taken.join('');
    return { state: { text }, replies: taken.map(() => text), head: Buffer.from(text) };
  }

  cost() {
    return { rows: 0, bytes: 1 };
  }
}

describe('a key that moves from partition to partition', () => {
  test('keeps its requests in order over the end of a partition', async () => {
    const { kv } = new MemoryEngine();
    const writers = writersOf(kv, new Volumes());
    const replies = await Promise.all([...'abcdefgh'].map((letter) => writers.submit('k', letter)));
    expect(replies).toEqual(['abc', 'abc', 'abc', 'def', 'def', 'def', 'gh', 'gh']);
    const texts = await Promise.all(['k/0', 'k/1', 'k/2'].map((partition) => kv.read({ table: 't', partition })));
    expect(texts.map(textOf)).toEqual(['abc.', 'def.', 'gh']);
  });

  test('is found from wherever the search begins', async () => {
    const { kv } = new MemoryEngine();
    const first = writersOf(kv, new Volumes());
    for (const letter of 'abcdefgh') await first.submit('k', letter);
    expect(await writersOf(kv, new Volumes(), 2).submit('k', 'i')).toBe('ghi');
  });

  test('and never arrives is an error', async () => {
    const lost: PartitionMachine<string, string, string> = {
      load: () => relocate,
      decide: (state) => ({ state, replies: [state] }),
      cost: () => ({ rows: 0, bytes: 0 }),
    };
    await expect(writersOf(new MemoryEngine().kv, lost).submit('k', 'a')).rejects.toThrow('32 loads');
  });
});

/** The head and a column that always says the same; loaded with two reads. */
function pairMachine(kv: KvStore, whileLoading: () => Promise<void> = async () => {}) {
  const machine: PartitionMachine<{ head: string; column: string }, string, string> = {
    async load(read, partition) {
      await whileLoading();
      const [column] = (await kv.read({ table: 't', partition }, ['c'])).values;
      return { head: textOf(read), column: Buffer.from(column ?? []).toString() };
    },
    decide(state, requests) {
      const said = requests.map(() => `${state.head}=${state.column}`);
      const last = requests.at(-1) ?? '';
      if (last === '') return { state, replies: said };
      const value = Buffer.from(last);
      return { state: { head: last, column: last }, replies: said, head: value, puts: [{ column: 'c', value }] };
    },
    cost: () => ({ rows: 1, bytes: 10 }),
  };
  return machine;
}

describe('loading', () => {
  test('in several reads is repeated if somebody commits between them', async () => {
    const { kv } = new MemoryEngine();
    const rival = writersOf(kv, pairMachine(kv), 2);
    await rival.submit('k', 'x');
    let loads = 0;
    const machine = pairMachine(kv, async () => {
      loads += 1;
      if (loads === 1) await rival.submit('k', 'y');
    });
    expect(await writersOf(kv, machine).submit('k', '')).toBe('y=y');
    expect(loads).toBe(2);
  });

  test('happens once for many batches', async () => {
    const { kv } = new MemoryEngine();
    let loads = 0;
    const machine = pairMachine(kv, async () => void (loads += 1));
    const writers = writersOf(kv, machine);
    for (const letter of 'abc') await writers.submit('k', letter);
    expect(await writers.submit('k', '')).toBe('c=c');
    expect(loads).toBe(1);
  });

  test('asks for the columns that the machine names', async () => {
    const { kv } = new MemoryEngine();
    await writersOf(kv, pairMachine(kv)).submit('k', 'x');
    const machine: PartitionMachine<string, string, string> = {
      columns: ['c', 'd'],
      load: (read) => read.values.map((value) => (value === undefined ? '-' : Buffer.from(value).toString())).join(),
      decide: (state, requests) => ({ state, replies: requests.map(() => state) }),
      cost: () => ({ rows: 0, bytes: 0 }),
    };
    expect(await writersOf(kv, machine, 2).submit('k', '')).toBe('x,-');
  });
});

describe('prepare', () => {
  test('gets the requests that are decided next, and its state is the one decided on', async () => {
    const { kv } = new MemoryEngine();
    const prepared: string[][] = [];
    const decided: string[][] = [];
    const machine: PartitionMachine<string, string, string> = {
      load: textOf,
      async prepare(state, requests) {
        await settle(1);
        prepared.push([...requests]);
        return `${state}!`;
      },
      decide(state, requests) {
        decided.push([...requests]);
        return { state, replies: [state], head: Buffer.from(state) };
      },
      cost: () => ({ rows: 0, bytes: 0 }),
    };
    const writers = writersOf(kv, machine);
    expect(await Promise.all(['a', 'b'].map((letter) => writers.submit('k', letter)))).toEqual(['!', '!!']);
    expect(prepared).toEqual([['a', 'b'], ['b']]);
    expect(decided).toEqual(prepared);
  });
});
