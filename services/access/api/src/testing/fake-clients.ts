import type { Clients } from '../http/route.ts';

export interface RecordedCall {
  /** For example "messaging.send". */
  readonly method: string;
  readonly request: unknown;
}

type AnyCall = (request: never) => Promise<unknown>;

/** Service clients that record what they are asked and answer what they were told. */
export class FakeClients {
  readonly calls: RecordedCall[] = [];
  readonly #answers = new Map<string, AnyCall>();
  readonly messaging = this.#client('messaging') as Clients['messaging'];
  readonly sync = this.#client('sync') as Clients['sync'];
  readonly membership = this.#client('membership') as Clients['membership'];
  readonly userStore = this.#client('userStore') as Clients['userStore'];

  constructor() {
    this.answer('userStore.getUsers', ({ userIds }: { userIds: string[] }) => ({
      users: userIds.map((userId) => ({ userId, exists: true, revocationVersion: 0, profile: null })),
    }));
  }

  /** What a method answers from now on. */
  answer(method: string, reply: (request: never) => unknown): void {
    this.#answers.set(method, async (request) => reply(request));
  }

  /** Requests of one method. */
  requests(method: string): unknown[] {
    return this.calls.filter((call) => call.method === method).map(({ request }) => request);
  }

  #client(service: string): unknown {
    return new Proxy(
      {},
      {
        get: (_target, name) => (request: never) => {
          const method = `${service}.${String(name)}`;
          this.calls.push({ method, request });
          const answer = this.#answers.get(method);
          if (answer === undefined) throw new Error(`${method} was not expected`);
          return answer(request);
        },
      },
    );
  }
}
