import { ChatModel, errorText } from './chat-model.ts';
import { ChatView } from './chat-view.ts';
import { forgetDevice } from './device.ts';
import { loginView } from './login-view.ts';
import { readRoute, toHash } from './route.ts';
import { openSession, type Session } from './session.ts';

const app = document.querySelector('#app');
if (app === null) throw new Error('index.html has no #app');

let current: { readonly userId: string; readonly session: Session; readonly model: ChatModel } | undefined;

/** Brings the page to where the address points. */
async function followAddress(): Promise<void> {
  const { userId, conversationId } = readRoute(location.hash);
  if (current !== undefined && current.userId !== userId) {
    void current.session.close();
    current = undefined;
  }
  if (userId === '') app?.replaceChildren(loginView((name) => go(name, '')));
  else if (current === undefined) await start(userId, conversationId);
  else if (conversationId !== '') current.model.openConversation(conversationId);
}

async function start(userId: string, conversationId: string): Promise<void> {
  const session = await openSession(userId);
  const { client, rest } = session;
  const model = new ChatModel(client, rest, (part) => {
    view.changed(part);
    if (part === 'chat' && current?.model === model) remember(userId, model.open?.conversationId ?? '');
  });
  const view = new ChatView(model, userId, { signOut: () => go('', ''), restart: () => void restart() });
  current = { userId, session, model };
  app?.replaceChildren(view.root);
  client.on('error', (error) => model.tell(errorText(error)));
  client.on('status', () => {
    if (client.status.state === 'online') model.tell('');
  });
  try {
    await client.connect();
    if (conversationId !== '') model.openConversation(conversationId);
    view.changed('list');
    await model.loadPreviews();
  } catch (error) {
    model.tell(errorText(error));
  }
}

async function restart(): Promise<void> {
  if (current === undefined) return;
  const { userId, session, model } = current;
  current = undefined;
  await session.close();
  forgetDevice(userId);
  await start(userId, model.open?.conversationId ?? '');
}

/** The open chat goes into the address without a history entry for each. */
function remember(userId: string, conversationId: string): void {
  const hash = toHash({ userId, conversationId });
  if (location.hash !== hash) history.replaceState(null, '', hash);
}

function go(userId: string, conversationId: string): void {
  location.hash = toHash({ userId, conversationId });
}

addEventListener('hashchange', () => void followAddress());
addEventListener('online', () => current?.session.client.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  current?.session.client.wake();
  current?.model.sawEnd();
});
void followAddress();
