import { LeanSocket } from './lean-socket.ts';

/** A connection whose first frame has been answered; `isWelcome` looks at the answer. Nothing is decoded. */
export async function openWith(
  url: string,
  subprotocol: string | undefined,
  firstFrame: Buffer,
  isWelcome: (data: Buffer, start: number) => boolean,
): Promise<LeanSocket> {
  const socket = await LeanSocket.open(url, subprotocol);
  return new Promise((resolve, reject) => {
    socket.onClose = (code) => reject(new Error(`closed with ${code} before the welcome`));
    socket.onFrame = (data, start, end) => {
      socket.onFrame = () => {};
      socket.onClose = () => {};
      if (isWelcome(data, start)) resolve(socket);
      else reject(new Error(`no welcome: ${data.toString('latin1', start, Math.min(end, start + 200))}`));
    };
    socket.write(firstFrame);
  });
}
