// A business server's side of MicroChat: gRPC with the .proto, nothing of MicroChat's own code. Copy and adapt.
import { join } from 'node:path';
import {
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  Metadata,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

export interface IssuedToken {
  readonly token: string;
  /** Unix time, as a decimal string. */
  readonly expiresAtMs: string;
}

export interface Sent {
  readonly conversationId: string;
  readonly messageId: string;
  readonly index: number;
  /** This clientMessageId had been accepted before; the other fields are those of the original. */
  readonly duplicate: boolean;
}

export type Recipient = { readonly userId: string } | { readonly groupId: string };

const timeoutMs = 10_000;

export class BusinessClient {
  readonly #stub: InstanceType<ServiceClientConstructor>;
  readonly #metadata = new Metadata();

  /** `protoRoot`: the folder with MicroChat's protos; this repository's proto/, or your copy. */
  constructor(address: string, apiKey: string, protoRoot = join(import.meta.dirname, '../../../proto')) {
    const definition = loadSync('microchat/business/v1/im_business.proto', {
      includeDirs: [protoRoot],
      longs: String,
      defaults: true,
    });
    const { microchat } = loadPackageDefinition(definition) as unknown as {
      microchat: { business: { v1: GrpcObject } };
    };
    const ImBusiness = microchat.business.v1['ImBusiness'] as ServiceClientConstructor;
    this.#stub = new ImBusiness(address, credentials.createInsecure());
    this.#metadata.set('authorization', `Bearer ${apiKey}`);
  }

  /** For a user who has logged in at your server; hand it to the user's device. */
  issueToken(userId: string, ttlMs = 0): Promise<IssuedToken> {
    return this.#call('IssueToken', { userId, ttlMs });
  }

  /** When a user logs out everywhere or a device is lost: every token given so far is refused, connections are closed. */
  async revokeTokens(userId: string): Promise<void> {
    await this.#call('RevokeTokens', { userId });
  }

  /** One device goes; it may log in again with its token. */
  async kickDevice(userId: string, deviceId: string): Promise<void> {
    await this.#call('KickDevice', { userId, deviceId });
  }

  /** Safe to repeat with the same `clientMessageId`: it is stored once. */
  sendText(senderId: string, to: Recipient, clientMessageId: string, body: string): Promise<Sent> {
    return this.#call('SendMessage', { senderId, to, clientMessageId, content: { text: { body } } });
  }

  async online(userIds: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
    const { users } = await this.#call<{ users: { userId: string; online: boolean }[] }>('GetPresence', { userIds });
    return new Map(users.map(({ userId, online }) => [userId, online]));
  }

  close(): void {
    this.#stub.close();
  }

  #call<Reply>(method: string, request: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const options = { deadline: Date.now() + timeoutMs };
      this.#stub[method]?.(request, this.#metadata, options, (error: Error | null, reply: Reply) =>
        error === null ? resolve(reply) : reject(error),
      );
    });
  }
}
