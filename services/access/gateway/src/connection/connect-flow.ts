import type { TokenService, VerifiedToken } from '@microchat/auth/token-service';
import type { CloseCause } from '@microchat/core/connection-session/session-events';
import { groupTopic, userTopic } from '@microchat/core/ids';
import { ServiceError } from '@microchat/core/service-error';
import type { Clock } from '@microchat/ports/time';
import type { ConnectReply__Output } from '@microchat/proto/microchat/logic/v1/ConnectReply';
import type { FollowedGroup__Output } from '@microchat/proto/microchat/logic/v1/FollowedGroup';
import { reasons } from '@microchat/protocol/reasons';
import type { Client } from '@microchat/rpc/service-contract';
import type { SyncDefinition } from '@microchat/sync/contract';
import type { UserStoreDefinition } from '@microchat/user-store/contract';
import type { GroupTables } from '../routing/group-tables.ts';
import type { InterestRegistry } from '../routing/interest-registry.ts';
import type { UserTable } from '../routing/user-table.ts';
import type { HelloFrame } from '../requests/request.ts';
import type { Connection } from './connection.ts';
import type { DeviceTakeover } from './device-takeover.ts';

/** Groups joined while the list was being read make it be read again, this often at most. */
const roundsMax = 4;

export interface ConnectFlowDependencies {
  readonly tokens: TokenService;
  readonly userStore: Pick<Client<UserStoreDefinition>, 'ensureUser' | 'getUsers' | 'recordDevice'>;
  readonly sync: Pick<Client<SyncDefinition>, 'getMemberships' | 'connect'>;
  readonly interests: Pick<InterestRegistry, 'registered'>;
  readonly takeover: Pick<DeviceTakeover, 'announce'>;
  readonly users: UserTable;
  readonly groups: GroupTables;
  readonly clock: Clock;
  readonly heartbeatMs: number;
  /** A connection was refused for this reason. */
  failed(reason: string, error: unknown): void;
}

/**
 * From a hello to its welcome. The order makes the cut between what the welcome tells and what is pushed:
 *
 * 1. interest in the user is registered before anything about the user is read;
 * 2. interest in the user's groups is registered, and the connection is in their tables, before the list is read;
 * 3. delivery stores heads and memberships before it looks up who is interested.
 *
 * So whatever delivery looked up before 1 or 2 is in what we read, and whatever it looked up after is pushed and kept
 * until the welcome. Both may tell the same; clients drop by index, tables by the rules of GroupTable.
 */
export class ConnectFlow {
  readonly #dependencies: ConnectFlowDependencies;

  constructor(dependencies: ConnectFlowDependencies) {
    this.#dependencies = dependencies;
  }

  /** Ends in the connection's welcome or refusal. Never rejects. */
  async run(connection: Connection, frame: HelloFrame): Promise<void> {
    try {
      await this.#connect(connection, frame);
    } catch (error) {
      if (connection.isClosing) return;
      const failure = failureOf(error);
      this.#dependencies.failed(failure.reason, error);
      connection.answerError(frame.id, failure);
      connection.step({ type: 'refused', cause: causeOf(failure), reason: failure.reason });
    }
  }

  async #connect(connection: Connection, { id, hello }: HelloFrame): Promise<void> {
    const { tokens, users, userStore, interests, sync } = this.#dependencies;
    const token = await tokens.verify(hello.token, hello.deviceId);
    const { userId } = token;
    stopIfClosing(connection);
    connection.identify(userId, hello.deviceId, hello.platform, token.revocationVersion);
    if (!users.add(connection)) throw tooManyConnections();
    const { deviceId, platform } = hello;
    const [{ loginNumber }] = await Promise.all([
      userStore.recordDevice({ userId, deviceId, platform }),
      interests.registered([userTopic(userId)]),
    ]);
    stopIfClosing(connection);
    connection.loginNumber = loginNumber;
    void this.#dependencies.takeover.announce(connection);
    const [{ groupIds }] = await Promise.all([sync.getMemberships({ userId }), this.#checkUser(token, connection)]);
    stopIfClosing(connection);
    for (const groupId of groupIds) this.#dependencies.groups.join(groupId, connection, 0);
    const reply = await this.#readList(connection, hello.cursor);
    const loginExpiresAtMs = loginExpiryOf(token);
    const ticket = await tokens.issueTicket({
      userId,
      deviceId: hello.deviceId,
      revocationVersion: token.revocationVersion,
      loginExpiresAtMs,
    });
    stopIfClosing(connection);
    this.#settleGroups(connection, reply);
    this.#welcome(connection, id, reply, ticket, loginExpiresAtMs);
  }

  /** A revocation or a kick after this is pushed, because the interest is registered. */
  async #checkUser({ userId, revocationVersion }: VerifiedToken, connection: Connection): Promise<void> {
    const { userStore } = this.#dependencies;
    const user = (await userStore.getUsers({ userIds: [userId] })).users[0];
    if (!user?.exists) await userStore.ensureUser({ userId });
    else if (user.revocationVersion > revocationVersion) throw tokenRevoked();
    const kick = user?.kicks.find(({ deviceId }) => deviceId === connection.deviceId);
    if (kick !== undefined && connection.loginNumber <= kick.throughLogin) connection.kick();
  }

  /** The list, read when every group in it is followed. */
  async #readList(connection: Connection, cursor: string): Promise<ConnectReply__Output> {
    const { groups, sync } = this.#dependencies;
    const { userId, deviceId } = connection;
    for (let round = 0; round < roundsMax; round++) {
      await Promise.all([...connection.groups].map((groupId) => this.#registered(connection, groupId)));
      const reply = await sync.connect({ userId, deviceId, cursor });
      stopIfClosing(connection);
      const late = reply.groups.filter(
        (group) => !connection.groups.has(group.groupId) && !hasEnded(connection, group),
      );
      if (late.length === 0) return reply;
      for (const { groupId } of late) groups.join(groupId, connection, 0);
    }
    throw new ServiceError('UNAVAILABLE', { reason: 'MEMBERSHIPS_CHANGING', message: 'memberships change too fast' });
  }

  async #registered(connection: Connection, groupId: string): Promise<void> {
    try {
      await this.#dependencies.interests.registered([groupTopic(groupId)]);
    } catch (error) {
      // A removal may have made the group uninteresting while we waited.
      if (connection.groups.has(groupId)) throw error;
    }
  }

  /**
   * Makes the connection's place in the tables final. The list and the entries that went through the tables meanwhile
   * may each be newer than the other: the membership that began last counts, and a removal ends those before it.
   */
  #settleGroups(connection: Connection, reply: ConnectReply__Output): void {
    const { groups } = this.#dependencies;
    const member = new Set<string>();
    for (const group of reply.groups) {
      if (hasEnded(connection, group)) continue;
      const { groupId, joinIndex, validThrough } = group;
      member.add(groupId);
      const visibleFrom = groups.settle(groupId, connection, joinIndex, validThrough);
      connection.connecting?.hideBelow(groupId, visibleFrom);
    }
    for (const groupId of [...connection.groups]) {
      // Whoever an entry has added meanwhile is a member, though the list does not say so yet.
      if (member.has(groupId) || groups.visibleFrom(groupId, connection) !== 0) continue;
      groups.leave(groupId, connection);
      connection.connecting?.hideBelow(groupId, Number.POSITIVE_INFINITY);
    }
  }

  #welcome(
    connection: Connection,
    id: number,
    { changes: listed }: ConnectReply__Output,
    ticket: string,
    loginExpiresAtMs: number,
  ): void {
    const { clock, heartbeatMs } = this.#dependencies;
    const { userId, id: connectionId } = connection;
    const changes = listed ?? { conversations: [], cursor: '', hasMore: false, reset: false };
    connection.told(changes);
    const welcome = { userId, connectionId, ticket, heartbeatMs, changes };
    connection.welcome({ id, welcome }, loginExpiresAtMs - clock.now());
  }
}

/** A ticket only opens the door; how long its holder may stay was said by the login that it stands for. */
function loginExpiryOf(token: VerifiedToken): number {
  return token.loginExpiresAtMs ?? token.expiresAtMs;
}

/** An entry that came after this membership began has removed the user. */
function hasEnded(connection: Connection, { groupId, joinIndex }: FollowedGroup__Output): boolean {
  return (connection.connecting?.removalFrom(groupId) ?? 0) >= joinIndex;
}

/** Ends the flow of a connection that has gone meanwhile, before it enters another table. */
function stopIfClosing(connection: Connection): void {
  if (connection.isClosing) throw new Error('the connection has closed');
}

function failureOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('INTERNAL', { reason: reasons.internal, message: 'the connection could not be set up' });
}

function causeOf(failure: ServiceError): CloseCause {
  if (failure.code === 'UNAUTHENTICATED') return 'unauthenticated';
  return failure.code === 'INVALID_ARGUMENT' ? 'protocolError' : 'busy';
}

function tokenRevoked(): ServiceError {
  return new ServiceError('UNAUTHENTICATED', { reason: reasons.tokenRevoked, message: 'the token has been revoked' });
}

function tooManyConnections(): ServiceError {
  return new ServiceError('RESOURCE_EXHAUSTED', {
    reason: 'TOO_MANY_CONNECTIONS',
    message: 'the user has too many connections',
  });
}
