/** Causes of errors that only this port has; the others are those of the public protocol. */
export const businessReasons = {
  // UNAUTHENTICATED
  apiKeyMissing: 'API_KEY_MISSING',
  apiKeyInvalid: 'API_KEY_INVALID',
  // PERMISSION_DENIED
  scopeMissing: 'SCOPE_MISSING',
} as const;
