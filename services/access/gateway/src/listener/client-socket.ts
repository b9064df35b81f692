import { closeCodes } from '@microchat/protocol/close-codes';
import { WebSocket } from 'ws';

/** Protocol error, bad UTF-8, too many pieces, too large: what `ws` closes with when it can't read a client's frames (RFC 6455, 7.4.1). */
const unreadableCodes: readonly number[] = [1002, 1007, 1008, 1009];

/**
 * A client's WebSocket. What `ws` finds unreadable ends with our own code, like what we find unreadable: clients know
 * from it that coming back would repeat the defect.
 */
export class ClientSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    // Without a reason the code is `ws`'s own; with one it is ours, or the echo of the client's.
    if (reason === undefined && code !== undefined && unreadableCodes.includes(code)) {
      super.close(closeCodes.protocolError, 'UNREADABLE_FRAME');
    } else super.close(code, reason);
  }
}
