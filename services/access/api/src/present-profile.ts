import type { Profile__Output } from '@microchat/proto/microchat/api/v1/Profile';
import type { Profile__Output as StoredProfile } from '@microchat/proto/microchat/storage/v1/Profile';

/** A user who has never written a profile has an empty one. */
export function presentProfile(userId: string, profile: StoredProfile | null): Profile__Output {
  const { displayName, avatarUrl, version } = profile ?? { displayName: '', avatarUrl: '', version: 0 };
  return { userId, displayName, avatarUrl, version };
}
