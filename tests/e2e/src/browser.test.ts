import { rmSync } from 'node:fs';

import { createDevClient } from '@microchat/client/dev';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { launchChromium } from './chromium.ts';
import { type RunningServer, startServer } from './server.ts';

const { browser, problem } = await launchChromium();
if (browser === undefined) {
  if (process.env['CI']) throw new Error(`no Chromium for the browser tests: ${problem}`);
  process.stderr.write(`\n*** SKIPPED: browser tests, because no Chromium starts here: ${problem}\n\n`);
}

describe.skipIf(browser === undefined)('the chat page in Chromium', { timeout: 120_000 }, () => {
  let server: RunningServer;
  const pages: Page[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    server = await startServer({ workers: 1, heartbeatMs: 1_000 });
  });

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    // A page that logs an error is broken, even where the test did not look.
    expect(problems.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await (browser as Browser).close();
    await server.stop();
    // The second server of the last test was given its folder, so it leaves it.
    rmSync(server.dataDir, { recursive: true, force: true });
  });

  async function openTab(hash = ''): Promise<Page> {
    const page = await (browser as Browser).newPage();
    pages.push(page);
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // While the server is down the browser itself logs every connection that fails.
      if (message.type() === 'error' && !message.text().includes('ERR_CONNECTION_REFUSED'))
        problems.push(message.text());
    });
    await page.goto(`${server.apiUrl}/${hash}`);
    return page;
  }

  async function signIn(userId: string): Promise<Page> {
    const page = await openTab();
    await page.getByTestId('login-user').fill(userId);
    await page.getByTestId('login-submit').click();
    await page.getByTestId('status').getByText('Online').waitFor();
    return page;
  }

  async function openChat(page: Page, userId: string): Promise<void> {
    await page.getByTestId('new-chat-input').fill(userId);
    await page.getByTestId('new-chat-submit').click();
    await page.getByTestId('chat-title').getByText(userId, { exact: true }).waitFor();
  }

  async function send(page: Page, body: string): Promise<void> {
    await page.getByTestId('composer').fill(body);
    await page.getByTestId('send').click();
  }

  /** Somebody without a tab writes `number 1.`, `number 2.` and so on. */
  async function writeAs(userId: string, peerId: string, count: number): Promise<void> {
    const { apiUrl, gatewayUrl } = server;
    const client = createDevClient({ apiUrl, gatewayUrl, userId });
    await client.connect();
    const bodies = Array.from({ length: count }, (_, at) => `number ${at + 1}.`);
    await Promise.all(bodies.map((body) => client.send({ userId: peerId }, { text: { body } })));
    await client.close();
  }

  const messageOf = (page: Page, body: string) => page.getByTestId('message').filter({ hasText: body });
  const tickOf = (page: Page, body: string, state: string) =>
    messageOf(page, body).locator(`[data-testid=tick][data-state=${state}]`);
  const badgeOf = (page: Page, title: string) =>
    page.locator(`[data-testid=conversation][data-title="${title}"]`).getByTestId('unread');

  test('two tabs chat both ways, with an unread badge that appears and clears, and with ticks', async () => {
    const alice = await signIn('alice');
    const bob = await signIn('bob');

    await openChat(alice, 'bob');
    await send(alice, 'good morning');
    await tickOf(alice, 'good morning', 'sent').waitFor();
    await badgeOf(bob, 'alice').getByText('1').waitFor();
    expect(await bob.title()).toBe('(1) MicroChat');
    expect(await tickOf(alice, 'good morning', 'read').count()).toBe(0);

    await bob.getByTestId('conversation').click();
    await messageOf(bob, 'good morning').waitFor();
    await tickOf(alice, 'good morning', 'read').waitFor();
    await badgeOf(bob, 'alice').waitFor({ state: 'detached' });

    await send(bob, 'hello alice');
    await messageOf(alice, 'hello alice').waitFor();
    await tickOf(bob, 'hello alice', 'read').waitFor();
    expect(await badgeOf(alice, 'bob').count()).toBe(0);
  });

  test('a reload keeps the history and the open chat, each message once', async () => {
    const carol = await signIn('carol');
    await signIn('dave');
    await openChat(carol, 'dave');
    for (let at = 1; at <= 3; at += 1) await send(carol, `line ${at}`);
    await tickOf(carol, 'line 3', 'sent').waitFor();

    await carol.reload();
    await messageOf(carol, 'line 3').waitFor();
    const bodies = await carol.getByTestId('message').locator('.body').allTextContents();
    expect(bodies).toEqual(['line 1', 'line 2', 'line 3']);
    expect(await carol.getByTestId('chat-title').textContent()).toBe('dave');
  });

  test('scrolling back loads older messages page by page', async () => {
    const frank = await signIn('frank');
    await writeAs('erin', 'frank', 120);
    await frank.getByTestId('conversation').click();
    await messageOf(frank, 'number 120.').waitFor();
    await frank.reload();
    await messageOf(frank, 'number 120.').waitFor();
    expect(await messageOf(frank, 'number 1.').count()).toBe(0);
    while ((await messageOf(frank, 'number 1.').count()) === 0) {
      await frank.getByTestId('scroller').evaluate((scroller) => {
        scroller.scrollTop = 0;
      });
    }
    const indexes = await frank.getByTestId('message').evaluateAll((rows) => rows.map((row) => row.dataset['index']));
    expect(indexes).toEqual(Array.from({ length: 120 }, (_, at) => String(at + 1)));
  });

  test('a group is created, talks, and counts unread', async () => {
    const grace = await signIn('grace');
    const heidi = await signIn('heidi');
    await grace.getByTestId('new-group-open').click();
    await grace.getByTestId('group-name').fill('Weekend trip');
    await grace.getByTestId('group-members').fill('heidi');
    await grace.getByTestId('group-submit').click();
    await grace.getByTestId('chat-title').getByText('Weekend trip').waitFor();
    await send(grace, 'who brings the tent?');

    await badgeOf(heidi, 'Weekend trip').getByText('1').waitFor();
    await heidi.getByTestId('conversation').click();
    await messageOf(heidi, 'who brings the tent?').waitFor();
    await heidi.getByTestId('event').getByText('Grace added you').waitFor();
    await send(heidi, 'me');
    await messageOf(grace, 'me').waitFor();
  });

  test('what a user deletes, pins, hides and clears is so in its other tab, and not for the peer', async () => {
    const [mia, tablet, max] = [await signIn('mia'), await signIn('mia'), await signIn('max')];
    await openChat(max, 'mia');
    for (const body of ['one', 'two', 'three']) await send(max, body);
    await messageOf(max, 'three').waitFor();
    for (const page of [mia, tablet]) {
      await page.locator('[data-testid=conversation][data-title="max"]').click();
      await messageOf(page, 'three').waitFor();
    }
    await messageOf(mia, 'two').hover();
    await messageOf(mia, 'two').getByTestId('delete').click();
    for (const page of [mia, tablet]) await messageOf(page, 'two').waitFor({ state: 'detached' });
    const choose = async (page: Page, choice: string) => {
      await page.getByTestId('menu').click();
      await page.getByTestId(choice).click();
    };
    await choose(mia, 'menu-pin');
    await tablet.locator('[data-testid=conversation]').getByText('📌').waitFor();
    mia.on('dialog', (dialog) => void dialog.accept());
    await choose(mia, 'menu-clear');
    for (const page of [mia, tablet]) await messageOf(page, 'three').waitFor({ state: 'detached' });
    await choose(mia, 'menu-hide');
    for (const page of [mia, tablet]) await page.getByTestId('conversation').waitFor({ state: 'detached' });
    await send(max, 'four');
    await mia.getByTestId('conversation').waitFor();
    await messageOf(tablet, 'four').waitFor();
    expect(await max.getByTestId('message').count()).toBe(4);
  });

  test('a user that does not exist is said to be unknown, and the message can be sent again', async () => {
    const ivan = await signIn('ivan');
    await openChat(ivan, 'judy');
    await send(ivan, 'anybody there?');
    await ivan.getByRole('alert').getByText('no such user').waitFor();
    await signIn('judy');
    await ivan.getByRole('button', { name: 'Try again' }).click();
    await tickOf(ivan, 'anybody there?', 'sent').waitFor();
    expect(await messageOf(ivan, 'anybody there?').count()).toBe(1);
  });

  test('a duplicated tab replaces the first one, which says so and comes back as a device of its own', async () => {
    const first = await signIn('mallory');
    const device = await first.evaluate(() => sessionStorage.getItem('microchat.device') ?? '');
    const second = await openTab();
    // What a browser does when a tab is duplicated.
    await second.evaluate((id) => sessionStorage.setItem('microchat.device', id), device);
    await second.getByTestId('login-user').fill('mallory');
    await second.getByTestId('login-submit').click();
    await first.getByTestId('banner').getByText('connected again elsewhere').waitFor();
    await first.getByTestId('restart').click();
    for (const tab of [first, second]) await tab.getByTestId('status').getByText('Online').waitFor();
    expect(await second.getByTestId('banner').isVisible()).toBe(false);
  });

  test('after a killed server both tabs come back, and what was written meanwhile arrives once', async () => {
    const kim = await signIn('kim');
    const leo = await signIn('leo');
    await openChat(kim, 'leo');
    await send(kim, 'before the crash');
    await leo.getByTestId('conversation').click();
    await messageOf(leo, 'before the crash').waitFor();

    await server.kill();
    await kim.getByTestId('banner').getByText('Connection lost').waitFor();
    await send(kim, 'while it was down');
    await tickOf(kim, 'while it was down', 'pending').waitFor();

    const { dataDir, apiPort, gatewayPort } = server;
    server = await startServer({ workers: 1, heartbeatMs: 1_000, dataDir, apiPort, gatewayPort });
    await messageOf(leo, 'while it was down').waitFor({ timeout: 60_000 });
    await kim.getByTestId('banner').waitFor({ state: 'hidden', timeout: 60_000 });
    await send(leo, 'and on it goes');
    await messageOf(kim, 'and on it goes').waitFor();
    for (const page of [kim, leo]) {
      const bodies = await page.getByTestId('message').locator('.body').allTextContents();
      expect(bodies).toEqual(['before the crash', 'while it was down', 'and on it goes']);
    }
  });
});
