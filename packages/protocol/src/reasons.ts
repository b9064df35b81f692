/**
 * Stable causes of errors that clients may see, for programs. One reason always comes with the same code;
 * docs/PROTOCOL.md says what each means and what to do. Services name them as plain strings.
 */
export const reasons = {
  // INVALID_ARGUMENT: the form of a frame, a body or a parameter.
  wrongType: 'WRONG_TYPE',
  outOfRange: 'OUT_OF_RANGE',
  required: 'REQUIRED',
  tooLong: 'TOO_LONG',
  tooMany: 'TOO_MANY',
  badFormat: 'BAD_FORMAT',
  unknownEnumValue: 'UNKNOWN_ENUM_VALUE',
  oneofConflict: 'ONEOF_CONFLICT',
  notAllowed: 'NOT_ALLOWED',
  bodyNotJson: 'BODY_NOT_JSON',
  bodyTooLarge: 'BODY_TOO_LARGE',

  // UNAUTHENTICATED
  tokenMissing: 'TOKEN_MISSING',
  tokenInvalid: 'TOKEN_INVALID',
  tokenExpired: 'TOKEN_EXPIRED',
  tokenRevoked: 'TOKEN_REVOKED',

  // NOT_FOUND
  conversationNotFound: 'CONVERSATION_NOT_FOUND',
  userNotFound: 'USER_NOT_FOUND',
  groupNotFound: 'GROUP_NOT_FOUND',
  routeNotFound: 'ROUTE_NOT_FOUND',

  // ALREADY_EXISTS
  clientMessageIdReused: 'CLIENT_MESSAGE_ID_REUSED',

  // PERMISSION_DENIED
  notOwner: 'NOT_OWNER',
  notLocal: 'NOT_LOCAL',
  notOwnProfile: 'NOT_OWN_PROFILE',
  originNotAllowed: 'ORIGIN_NOT_ALLOWED',

  // RESOURCE_EXHAUSTED
  groupFull: 'GROUP_FULL',
  tooManyRequests: 'TOO_MANY_REQUESTS',
  writerBusy: 'WRITER_BUSY',

  // UNAVAILABLE
  storeUnavailable: 'STORE_UNAVAILABLE',
  notReady: 'NOT_READY',

  // DEADLINE_EXCEEDED
  timedOut: 'TIMED_OUT',

  // INTERNAL: nothing more is said outside.
  internal: 'INTERNAL',
} as const;

export type Reason = (typeof reasons)[keyof typeof reasons];
