/** What decides which connections of a user stay. */
export interface Login {
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: string;
  /** Grows from login to login of the user; 0 while it is not known yet. */
  readonly loginNumber: number;
}

/** A login that was told of, here or at another worker. */
export interface NewLogin extends Login {
  /** One login a platform: it replaces older ones on its platform, whatever their device. */
  readonly isOnlyOnPlatform: boolean;
}

/**
 * Which of two logins of a user goes: `here`, which is connected, or `told`, which was told of; undefined: none of them. The later
 * one stays, at every worker, in whatever order they learn of each other. One whose number is not known yet goes nowhere: once it
 * is, that login is told of itself.
 */
export function loserOf(here: Login, told: NewLogin): 'here' | 'told' | undefined {
  if (here.loginNumber === 0 || told.loginNumber === 0 || here.loginNumber === told.loginNumber) return undefined;
  if (!concerns(here, told)) return undefined;
  return here.loginNumber < told.loginNumber ? 'here' : 'told';
}

function concerns(here: Login, told: NewLogin): boolean {
  if (here.userId !== told.userId) return false;
  return here.deviceId === told.deviceId || (told.isOnlyOnPlatform && here.platform === told.platform);
}
