/**
 * Stable causes of errors that clients may see, for programs. docs/PROTOCOL.md says with which code each comes, what it
 * means and what to do (a test compares the two lists). Services below the edges name them as plain strings.
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
  messageNotFound: 'MESSAGE_NOT_FOUND',
  userNotFound: 'USER_NOT_FOUND',
  deviceNotFound: 'DEVICE_NOT_FOUND',
  groupNotFound: 'GROUP_NOT_FOUND',
  routeNotFound: 'ROUTE_NOT_FOUND',

  // ALREADY_EXISTS
  clientMessageIdReused: 'CLIENT_MESSAGE_ID_REUSED',

  // PERMISSION_DENIED
  notOwner: 'NOT_OWNER',
  notOwnProfile: 'NOT_OWN_PROFILE',
  notLocal: 'NOT_LOCAL',
  originNotAllowed: 'ORIGIN_NOT_ALLOWED',

  // FAILED_PRECONDITION
  notWelcomed: 'NOT_WELCOMED',
  ownerCannotLeave: 'OWNER_CANNOT_LEAVE',

  // RESOURCE_EXHAUSTED
  tooManyRequests: 'TOO_MANY_REQUESTS',
  tooManyConnections: 'TOO_MANY_CONNECTIONS',
  groupFull: 'GROUP_FULL',
  tooManyDeleted: 'TOO_MANY_DELETED',
  writerBusy: 'WRITER_BUSY',
  storeBusy: 'STORE_BUSY',
  tooManyCalls: 'TOO_MANY_CALLS',
  messageTooLarge: 'MESSAGE_TOO_LARGE',

  // ABORTED
  writerConflict: 'WRITER_CONFLICT',

  // UNAVAILABLE
  notReady: 'NOT_READY',
  membershipsChanging: 'MEMBERSHIPS_CHANGING',
  storeUnavailable: 'STORE_UNAVAILABLE',
  shuttingDown: 'SHUTTING_DOWN',
  draining: 'DRAINING',
  connectionLost: 'CONNECTION_LOST',

  // DEADLINE_EXCEEDED
  deadlineExceeded: 'DEADLINE_EXCEEDED',

  // UNIMPLEMENTED
  methodNotFound: 'METHOD_NOT_FOUND',

  // INTERNAL: nothing more is said outside.
  internal: 'INTERNAL',
} as const;

export type Reason = (typeof reasons)[keyof typeof reasons];
