import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';

const { browser } = await launchChromium();

/** What a tab's database holds. */
interface Stored {
  readonly name: string;
  readonly cursor: string;
  readonly bodies: string[];
}

// Without a Chromium browser.test.ts says so.
describe.skipIf(browser === undefined)('what the chat page keeps in Chromium', { timeout: 60_000 }, () => {
  let server: RunningServer;
  let context: BrowserContext;

  beforeAll(async () => {
    server = await startServer({ workers: 0 });
    context = await (browser as Browser).newContext();
  });
  afterAll(async () => {
    await (browser as Browser).close();
    await server.stop();
  });

  async function signIn(userId: string): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(server.apiUrl);
    await page.getByTestId('login-user').fill(userId);
    await page.getByTestId('login-submit').click();
    await online(page);
    return page;
  }

  const online = (page: Page) => page.getByTestId('status').getByText('Online').waitFor();
  const deviceOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('microchat.device'));

  async function write(page: Page, to: string, body: string): Promise<void> {
    await page.getByTestId('new-chat-input').fill(to);
    await page.getByTestId('new-chat-submit').click();
    await page.getByTestId('composer').fill(body);
    await page.getByTestId('send').click();
    await page.locator('[data-testid=tick][data-state=sent]').last().waitFor();
  }

  function storedOf(page: Page, userId: string): Promise<Stored[]> {
    return page.evaluate(async (user) => {
      const result = <Value>(request: IDBRequest<Value>) =>
        new Promise<Value>((resolve) => request.addEventListener('success', () => resolve(request.result)));
      const found = [];
      for (const { name = '' } of await indexedDB.databases()) {
        if (!name.startsWith(`microchat-${user}-`)) continue;
        const database = await result(indexedDB.open(name));
        const transaction = database.transaction(['owner', 'messages']);
        const owner = await result(transaction.objectStore('owner').get('owner'));
        const messages = await result(transaction.objectStore('messages').getAll());
        database.close();
        const bodies = messages.map((message: { content: { text: { body: string } } }) => message.content.text.body);
        found.push({ name, cursor: (owner?.cursor ?? '') as string, bodies });
      }
      return found;
    }, userId);
  }

  test('messages and the cursor are in the browser, and a reload goes on with them', async () => {
    const alice = await signIn('alice');
    await signIn('bob');
    await write(alice, 'bob', 'kept');
    await expect
      .poll(() => storedOf(alice, 'alice'))
      .toEqual([
        { name: `microchat-alice-${await deviceOf(alice)}`, cursor: expect.stringMatching(/./), bodies: ['kept'] },
      ]);

    // What the reloaded page asks the server for: nothing that it has.
    const pulls: string[] = [];
    alice.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const text = payload.toString();
        if (text.includes('"pull"')) pulls.push(text);
      }),
    );
    await alice.reload();
    await online(alice);
    await alice.getByTestId('message').filter({ hasText: 'kept' }).waitFor();
    expect(pulls).toEqual([]);
  });

  test('tabs of one user are devices of their own; a new tab takes what a closed one has left', async () => {
    const first = await signIn('carol');
    const second = await signIn('carol');
    const [device, other] = [await deviceOf(first), await deviceOf(second)];
    expect(other).not.toBe(device);
    await first.close();
    const third = await signIn('carol');
    expect(await deviceOf(third)).toBe(device);
    expect(await storedOf(third, 'carol')).toHaveLength(2);
  });
});
