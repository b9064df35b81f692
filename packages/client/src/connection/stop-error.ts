import { MicroChatError } from '../errors.ts';
import type { StopCause } from './machine.ts';

/** What the app is told when the connection stops for good. */
export function stopError(cause: Exclude<StopCause, 'CLOSED'>): MicroChatError {
  switch (cause) {
    case 'UNAUTHENTICATED':
      return new MicroChatError('UNAUTHENTICATED', 'TOKEN_REFUSED', 'The server refused the token');
    case 'REPLACED':
      return new MicroChatError('ABORTED', 'REPLACED', 'This device connected again elsewhere, or was signed out');
    case 'PROTOCOL_ERROR':
      return new MicroChatError('FAILED_PRECONDITION', 'PROTOCOL_ERROR', 'The server does not understand this client');
  }
}
