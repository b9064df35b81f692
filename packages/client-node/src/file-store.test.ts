import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreBatch } from '@microchat/client/data/store';
import { describeClientStore } from '@microchat/client/testing/store-contract';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { FileStore } from './file-store.ts';
import { FolderInUseError } from './folder-lock.ts';

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'microchat-client-'));
  folders.push(folder);
  return folder;
}

async function journalIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('journal.'));
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
}

function batchOf(number: number, size = 10): StoreBatch {
  const content = { text: { body: 'x'.repeat(size) } };
  const ids = { messageId: String(number), previousMessageId: String(number - 1), clientMessageId: `c-${number}` };
  const message = { ...ids, conversationId: 'a', index: number, senderId: 'bob', content };
  return { userId: 'alice', cursor: String(number), conversations: [], messages: [message], forget: [] };
}

async function contentsOf(folder: string): Promise<{ cursor: string; indexes: number[] }> {
  const store = await FileStore.open({ folder });
  const { cursor } = await store.load();
  const messages = await store.readMessages('a', 0, 1_000_000, 1_000_000);
  await store.close();
  return { cursor, indexes: messages.map(({ index }) => index).toReversed() };
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

describeClientStore('FileStore', async () => {
  const folder = await newFolder();
  // So small that the model's few batches rewrite it.
  let store = await FileStore.open({ folder, rewriteBytesMin: 1_000 });
  return {
    store,
    async reopen() {
      await store.close();
      store = await FileStore.open({ folder, rewriteBytesMin: 1_000 });
      return store;
    },
    close: () => store.close(),
  };
});

describe('FileStore', () => {
  test('a journal that is cut off anywhere holds the batches before the cut, whole', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    const ends = [0];
    for (const number of upTo(12)) {
      await store.save(batchOf(number, number * 7));
      ends.push((await readFile(await journalIn(folder))).length);
    }
    await store.close();
    const journal = await journalIn(folder);
    const whole = await readFile(journal);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), async (cut) => {
        await writeFile(journal, whole.subarray(0, cut));
        const saved = ends.findLastIndex((end) => end <= cut);
        expect(await contentsOf(folder)).toEqual({ cursor: saved === 0 ? '' : String(saved), indexes: upTo(saved) });
      }),
    );
  });

  test('a flipped bit costs the batches from there on, never more', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    for (const number of upTo(5)) await store.save(batchOf(number));
    await store.close();
    const journal = await journalIn(folder);
    const whole = await readFile(journal);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const damaged = Buffer.from(whole);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await writeFile(journal, damaged);
        const { cursor, indexes } = await contentsOf(folder);
        const record = Math.floor((bit >> 3) / (whole.length / 5));
        expect(indexes).toEqual(upTo(record));
        expect(cursor).toBe(record === 0 ? '' : String(record));
      }),
    );
  });

  test('goes on behind a cut-off batch', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    for (const number of upTo(3)) await store.save(batchOf(number));
    await store.close();
    const journal = await journalIn(folder);
    await truncate(journal, (await readFile(journal)).length - 1);
    const again = await FileStore.open({ folder });
    expect(again.cutOffBytes).toBeGreaterThan(0);
    await again.save(batchOf(3));
    await again.save(batchOf(4));
    await again.close();
    expect(await contentsOf(folder)).toEqual({ cursor: '4', indexes: [1, 2, 3, 4] });
  });

  test('zeros behind the last batch, as a file system may leave them, are no batch', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    await store.save(batchOf(1));
    await store.close();
    await appendFile(await journalIn(folder), Buffer.alloc(4_096));
    expect(await contentsOf(folder)).toEqual({ cursor: '1', indexes: [1] });
  });

  test('stays small however much goes through it', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder, rewriteBytesMin: 5_000 });
    for (const number of upTo(300)) {
      const forget = [{ conversationId: 'a', throughIndex: number - 5 }];
      await store.save({ ...batchOf(number, 100), forget: number > 5 ? forget : [] });
    }
    await store.close();
    expect((await readFile(await journalIn(folder))).length).toBeLessThan(12_000);
    expect(await contentsOf(folder)).toEqual({ cursor: '300', indexes: [296, 297, 298, 299, 300] });
  });

  test('refuses a second one on its folder, and follows one that was killed', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    await expect(FileStore.open({ folder })).rejects.toBeInstanceOf(FolderInUseError);
    await store.close();
    // No process has this number: it is above the largest that Linux gives.
    await writeFile(join(folder, 'lock'), '4194305');
    await (await FileStore.open({ folder })).close();
  });

  test('a draft of a rewrite that a crash left behind does not count', async () => {
    const folder = await newFolder();
    const store = await FileStore.open({ folder });
    await store.save(batchOf(1));
    await store.close();
    await writeFile(join(folder, 'journal.new'), 'half a');
    expect(await contentsOf(folder)).toEqual({ cursor: '1', indexes: [1] });
  });
});

test('kill -9 while it saves, five times: what was saved is there, whole', { timeout: 60_000 }, async () => {
  const folder = await newFolder();
  let promised = 0;
  for (let round = 0; round < 5; round += 1) {
    promised = await saveUntilKilled(folder, promised + 150 + round * 37);
    const { cursor, indexes } = await contentsOf(folder);
    const saved = Number(cursor);
    expect(saved).toBeGreaterThanOrEqual(promised);
    expect(indexes).toEqual(upTo(saved).slice(-Math.min(saved, 100)));
  }
});

/** The last number that the writer printed before it was killed. */
async function saveUntilKilled(folder: string, killAt: number): Promise<number> {
  const script = join(import.meta.dirname, 'testing/saving-writer.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let saved = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    saved = Number(line);
    if (saved >= killAt) child.kill('SIGKILL');
  }
  await closed;
  return saved;
}
