const ownKey = 'microchat.device';
/** Device ids that this browser has used for a user, so that their stores are used again. */
const knownKey = (userId: string) => `microchat.devices.${userId}`;

/** A device id that no other tab of this browser uses for this user, for as long as it is not released. */
export interface ClaimedDevice {
  readonly deviceId: string;
  /** Of the local database that goes with it; undefined where tabs can't be kept apart, which needs a secure context. */
  readonly storeName: string | undefined;
  release(): void;
}

/**
 * Every tab is a device of its own: the same over reloads, else the first one that a closed tab has left behind, so that there
 * are never more local databases than tabs were open at a time.
 */
export async function claimDevice(userId: string): Promise<ClaimedDevice> {
  const own = sessionStorage.getItem(ownKey);
  if (!('locks' in navigator)) return { deviceId: remember(own ?? newId()), storeName: undefined, release: () => {} };
  const candidates = new Set([...(own === null ? [] : [own]), ...knownDevices(userId), newId()]);
  for (const deviceId of candidates) {
    const storeName = `microchat-${userId}-${deviceId}`;
    const release = await tryLock(storeName);
    if (release === undefined) continue;
    localStorage.setItem(knownKey(userId), JSON.stringify([...new Set([...knownDevices(userId), deviceId])]));
    return { deviceId: remember(deviceId), storeName, release };
  }
  throw new Error('nobody else can have a new id');
}

/** Another browser window was given the same id, as a copied profile does: this tab takes another one. */
export function forgetDevice(userId: string): void {
  const own = sessionStorage.getItem(ownKey);
  sessionStorage.removeItem(ownKey);
  const others = knownDevices(userId).filter((deviceId) => deviceId !== own);
  localStorage.setItem(knownKey(userId), JSON.stringify(others));
  if (own !== null) indexedDB.deleteDatabase(`microchat-${userId}-${own}`);
}

/** Undefined: another tab has it. A tab that is closed or crashes gives its locks back. */
function tryLock(name: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(undefined);
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}

function remember(deviceId: string): string {
  sessionStorage.setItem(ownKey, deviceId);
  return deviceId;
}

function newId(): string {
  return `web-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

function knownDevices(userId: string): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(knownKey(userId)) ?? '[]');
  return Array.isArray(stored) ? stored.filter((deviceId) => typeof deviceId === 'string') : [];
}
