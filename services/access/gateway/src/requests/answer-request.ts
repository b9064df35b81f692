import { answerClearHistory, answerDeleteMessages, answerUpdateConversation } from './own-list.ts';
import { answerPing } from './ping.ts';
import { answerPull } from './pull.ts';
import { answerRead } from './read.ts';
import type { Answer, Identity, RequestClients, RequestFrame } from './request.ts';
import { answerSend } from './send.ts';
import { answerSync } from './sync.ts';

/** The answer to a client's request. Rejects with the ServiceError that the client gets. */
export function answerRequest(clients: RequestClients, who: Identity, frame: RequestFrame): Promise<Answer> {
  switch (frame.body) {
    case 'send':
      return answerSend(clients, who, frame.send);
    case 'pull':
      return answerPull(clients, who, frame.pull);
    case 'sync':
      return answerSync(clients, who, frame.sync);
    case 'read':
      return answerRead(clients, who, frame.read);
    case 'updateConversation':
      return answerUpdateConversation(clients, who, frame.updateConversation);
    case 'clearHistory':
      return answerClearHistory(clients, who, frame.clearHistory);
    case 'deleteMessages':
      return answerDeleteMessages(clients, who, frame.deleteMessages);
    case 'ping':
      return answerPing(clients, who, frame.ping);
  }
}
