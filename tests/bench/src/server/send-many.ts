import type { BenchClient } from '../load/bench-client.ts';
import { idOfAnswer, SendTemplate, type SendTarget } from '../load/send-template.ts';

/** Below what a connection may have under way. */
const underWayMax = 100;

/** Sends one message to each, many under way at the same time; resolves when all are stored. */
export function sendMany(client: BenchClient, targets: readonly SendTarget[], prefix: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = 0;
    const sendNext = () => {
      const target = targets[sent];
      if (target === undefined) return;
      client.write(new SendTemplate(client.encoding, target, prefix).frame(sent, sent));
      sent += 1;
    };
    client.onAnswer = (data, start, end) => {
      const { id = 0, error } = client.lightDecode(data, start, end);
      if (error) return reject(new Error(`message ${idOfAnswer(id)}: ${error.reason}`));
      answered += 1;
      sendNext();
      if (answered === targets.length) resolve();
    };
    for (let at = 0; at < underWayMax; at += 1) sendNext();
  });
}
