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
 * Whether `login` goes because of `other`, a login of the same user: the later one stays, at every worker, in whatever order
 * they learn of each other. A login whose number is not known yet goes nowhere: once it is, that login is told of itself.
 */
export function isReplacedBy(login: Login, other: NewLogin): boolean {
  return login.loginNumber > 0 && login.loginNumber < other.loginNumber && concerns(login, other);
}

/** Whether `told` goes because of `login`, which is connected here: the opposite view of the same rule. */
export function replaces(login: Login, told: NewLogin): boolean {
  return told.loginNumber > 0 && told.loginNumber < login.loginNumber && concerns(login, told);
}

function concerns(login: Login, told: NewLogin): boolean {
  if (login.userId !== told.userId) return false;
  return login.deviceId === told.deviceId || (told.isOnlyOnPlatform && login.platform === told.platform);
}
