import { MicroChatError } from './errors.ts';
import { readChanges, readPage } from './protocol/decode.ts';
import type { Changes, ConversationWish, Page, Pull } from './protocol/frames.ts';

export interface RestOptions {
  /** Origin of the API: `http://localhost:8080`; empty on a page that the API itself serves. */
  readonly url: string;
  readonly token: string | (() => string | Promise<string>);
  /** Default: the platform's own. */
  readonly fetch?: Fetch;
  /** Default 10 000. */
  readonly timeoutMs?: number;
}

/** The part of the standard `fetch` that is used here. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<{ ok: boolean; status: number; text(): Promise<string> }>;

export interface CreatedGroup {
  readonly groupId: string;
  readonly conversationId: string;
}

export interface Group {
  readonly groupId: string;
  readonly conversationId: string;
  readonly name: string;
}

export interface UpdatesWish {
  /** Of the answer before; '' = the whole list. Adopt one only when what came with it is stored. */
  readonly cursor: string;
  /** How long the server waits for news. Default 25 000, at most 50 000. */
  readonly waitMs?: number;
  /** With it a new call ends an older one of the same device, which gets an empty answer. */
  readonly deviceId?: string;
  /** Ends the wait; the call rejects with UNAVAILABLE. */
  readonly signal?: AbortSignal;
}

const updatesWaitMsDefault = 25_000;

/** The API's short connection: what has no frame on the long one. Rejects with MicroChatError. */
export class RestClient {
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** For the user's own devices; they all get the changed entry. What is left out stays as it is. */
  async updateConversation(conversationId: string, wish: ConversationWish): Promise<void> {
    await this.#call('PATCH', conversationPath(conversationId), wish);
  }

  /** Hides everything through `index` (0 = all that there is) from the user, on all devices, for good. */
  async clearHistory(conversationId: string, index = 0): Promise<void> {
    await this.#call('POST', `${conversationPath(conversationId)}/clear`, { throughIndex: index });
  }

  /** Hides 1 to 100 messages from the user, on all devices, for good. */
  async deleteMessages(conversationId: string, indexes: readonly number[]): Promise<void> {
    await this.#call('POST', `${conversationPath(conversationId)}/messages/delete`, { indexes });
  }

  /** The signed-in user becomes owner and member. */
  async createGroup(name: string, memberIds: readonly string[]): Promise<CreatedGroup> {
    const reply = await this.#call('POST', '/v1/groups', { name, memberIds });
    return { groupId: text(reply['groupId']), conversationId: text(reply['conversationId']) };
  }

  async group(groupId: string): Promise<Group> {
    const reply = await this.#call('GET', groupPath(groupId));
    return { groupId, conversationId: text(reply['conversationId']), name: text(reply['name']) };
  }

  /** User ids of the members; at most the API's first page. */
  async members(groupId: string): Promise<readonly string[]> {
    const reply = await this.#call('GET', `${groupPath(groupId)}/members`);
    const members = Array.isArray(reply['members']) ? (reply['members'] as unknown[]) : [];
    return members.map((member) => (typeof member === 'string' ? member : text((member as Reply | null)?.['userId'])));
  }

  /** Only the owner may. */
  async addMembers(groupId: string, userIds: readonly string[]): Promise<void> {
    await this.#call('POST', `${groupPath(groupId)}/members`, { userIds });
  }

  /** The owner removes others, everybody else itself. */
  async removeMember(groupId: string, userId: string): Promise<void> {
    await this.#call('DELETE', `${groupPath(groupId)}/members/${encodeURIComponent(userId)}`);
  }

  /**
   * For programs that cannot hold a WebSocket: the conversations that changed since the cursor, as soon as any did. Without
   * conversations: the wait is over, ask again with the answered cursor. While `hasMore` the rest comes with the next call.
   */
  async updates({ cursor, waitMs = updatesWaitMsDefault, deviceId = '', signal }: UpdatesWish): Promise<Changes> {
    const query = new URLSearchParams({ cursor, waitMs: String(waitMs), ...(deviceId === '' ? {} : { deviceId }) });
    const ownTimeoutMs = waitMs + (this.#options.timeoutMs ?? timeoutMsDefault);
    return readChanges(await this.#call('GET', `/v1/updates?${query.toString()}`, undefined, { ownTimeoutMs, signal }));
  }

  /** A page of history as the server has it, newest first. `afterIndex` and `beforeIndex` are exclusive, 0 = open end. */
  async messages({ conversationId, afterIndex, beforeIndex, limit }: Pull): Promise<Page> {
    const query = `afterIndex=${afterIndex}&beforeIndex=${beforeIndex}&limit=${limit}`;
    return readPage(await this.#call('GET', `${conversationPath(conversationId)}/messages?${query}`));
  }

  async #call(method: string, path: string, body?: object, patience: Patience = {}): Promise<Reply> {
    const { url, token, fetch } = this.#options;
    const bearer = typeof token === 'function' ? await token() : token;
    const timeoutMs = patience.ownTimeoutMs ?? this.#options.timeoutMs;
    return callJson({ url: `${url}${path}`, method, bearer, body, fetch, timeoutMs, signal: patience.signal });
  }
}

/** Asks a server that runs in development mode for a token of any user. */
export async function requestDevToken(apiUrl: string, userId: string, fetch?: Fetch): Promise<string> {
  const reply = await callJson({ url: `${apiUrl}/v1/dev/tokens`, method: 'POST', body: { userId }, fetch });
  return text(reply['token']);
}

type Reply = Record<string, unknown>;

const timeoutMsDefault = 10_000;

interface Patience {
  readonly ownTimeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

interface Call {
  readonly url: string;
  readonly method: string;
  readonly bearer?: string;
  readonly body?: object | undefined;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function callJson({
  url,
  method,
  bearer,
  body,
  fetch,
  timeoutMs = timeoutMsDefault,
  signal,
}: Call): Promise<Reply> {
  const headers: Record<string, string> = {};
  if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const late = AbortSignal.timeout(timeoutMs);
  const init = { method, headers, signal: signal === undefined ? late : AbortSignal.any([signal, late]) };
  const send = fetch ?? globalThis.fetch;
  let answer: Awaited<ReturnType<Fetch>>;
  let content: string;
  try {
    answer = await send(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    content = await answer.text();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MicroChatError('UNAVAILABLE', 'API_UNREACHABLE', `The API could not be reached: ${message}`);
  }
  const reply = parseReply(content);
  if (!answer.ok) throw problemOf(answer.status, reply);
  return reply;
}

function parseReply(content: string): Reply {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Reply) : {};
  } catch {
    return {};
  }
}

/** An answer of application/problem+json; one from something in between (a proxy) has only its status. */
function problemOf(status: number, reply: Reply): MicroChatError {
  const code = text(reply['code']) || (status >= 500 ? 'UNAVAILABLE' : 'UNKNOWN');
  const message = text(reply['detail']) || text(reply['title']) || `The API answered ${status}`;
  const retryAfterMs = typeof reply['retryAfterMs'] === 'number' ? reply['retryAfterMs'] : 0;
  return new MicroChatError(code, text(reply['reason']) || 'HTTP_ERROR', message, {
    field: text(reply['field']),
    retryAfterMs,
  });
}

function conversationPath(conversationId: string): string {
  return `/v1/conversations/${encodeURIComponent(conversationId)}`;
}

function groupPath(groupId: string): string {
  return `/v1/groups/${encodeURIComponent(groupId)}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
