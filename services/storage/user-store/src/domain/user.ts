export interface Profile {
  readonly displayName: string;
  readonly avatarUrl: string;
  /** Grows with every change; 0 = never set. */
  readonly version: number;
}

export interface DeviceKick {
  readonly deviceId: string;
  /** Logins of the device with this number and below are over. */
  readonly throughLogin: number;
}

/** Kicks kept; the oldest is forgotten, which only a worker that lost its lease at that time would miss. */
const kicksMax = 50;

export interface User {
  readonly revocationVersion: number;
  /** The last ones, oldest first, one a device. */
  readonly kicks: readonly DeviceKick[];
  readonly profile: Profile;
}

/** A user's partition. */
export interface UserState {
  /** Undefined until the user exists. */
  readonly user: User | undefined;
  readonly eventSequence: number;
}

export type UserRequest =
  | { readonly kind: 'ensure' }
  | { readonly kind: 'revoke' }
  | { readonly kind: 'kick'; readonly kick: DeviceKick }
  | { readonly kind: 'putProfile'; readonly displayName: string; readonly avatarUrl: string };

export type UserReply =
  | { readonly kind: 'ensured'; readonly created: boolean }
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'revoked'; readonly revocationVersion: number }
  | { readonly kind: 'kicked' }
  | { readonly kind: 'unknownUser' };

export type UserEvent =
  | { readonly kind: 'created'; readonly sequence: number }
  | { readonly kind: 'profileChanged'; readonly sequence: number; readonly profile: Profile }
  | { readonly kind: 'tokensRevoked'; readonly sequence: number; readonly revocationVersion: number }
  | { readonly kind: 'deviceKicked'; readonly sequence: number; readonly kick: DeviceKick };

export interface UserDecision {
  readonly state: UserState;
  readonly replies: readonly UserReply[];
  /** Empty: nothing changed. */
  readonly events: readonly UserEvent[];
}

export const noUser: UserState = { user: undefined, eventSequence: 0 };

const newUser: User = { revocationVersion: 0, kicks: [], profile: { displayName: '', avatarUrl: '', version: 0 } };

/** Applies the requests in order. Every change has its event, so a repeated request that changes nothing has none. */
export function decideUser(before: UserState, requests: readonly UserRequest[]): UserDecision {
  let state = before;
  const replies: UserReply[] = [];
  const events: UserEvent[] = [];
  for (const request of requests) {
    const { user, eventSequence } = state;
    if (request.kind === 'ensure') {
      replies.push({ kind: 'ensured', created: user === undefined });
      if (user !== undefined) continue;
      state = { user: newUser, eventSequence: eventSequence + 1 };
      events.push({ kind: 'created', sequence: state.eventSequence });
      continue;
    }
    if (user === undefined) {
      replies.push({ kind: 'unknownUser' });
      continue;
    }
    if (request.kind === 'revoke') {
      const revocationVersion = user.revocationVersion + 1;
      replies.push({ kind: 'revoked', revocationVersion });
      state = { user: { ...user, revocationVersion }, eventSequence: eventSequence + 1 };
      events.push({ kind: 'tokensRevoked', sequence: state.eventSequence, revocationVersion });
      continue;
    }
    if (request.kind === 'kick') {
      const { kick } = request;
      replies.push({ kind: 'kicked' });
      state = { user: { ...user, kicks: withKick(user.kicks, kick) }, eventSequence: eventSequence + 1 };
      events.push({ kind: 'deviceKicked', sequence: state.eventSequence, kick });
      continue;
    }
    const profile = changedProfile(user.profile, request.displayName, request.avatarUrl);
    replies.push({ kind: 'profile', profile });
    if (profile === user.profile) continue;
    state = { user: { ...user, profile }, eventSequence: eventSequence + 1 };
    events.push({ kind: 'profileChanged', sequence: state.eventSequence, profile });
  }
  return { state, replies, events };
}

function withKick(kicks: readonly DeviceKick[], { deviceId, throughLogin }: DeviceKick): readonly DeviceKick[] {
  const known = kicks.find((kick) => kick.deviceId === deviceId);
  const through = Math.max(throughLogin, known?.throughLogin ?? 0);
  return [...kicks.filter((kick) => kick !== known), { deviceId, throughLogin: through }].slice(-kicksMax);
}

function changedProfile(profile: Profile, displayName: string, avatarUrl: string): Profile {
  if (profile.displayName === displayName && profile.avatarUrl === avatarUrl) return profile;
  return { displayName, avatarUrl, version: profile.version + 1 };
}
