import type { Conversation } from '@microchat/client/conversation';
import { messageTimeMs } from '@microchat/client/message-time';
import type { Message } from '@microchat/client/protocol/frames';

import { element } from './dom.ts';
import { describeContent } from './message-text.ts';
import type { PendingMessage } from './open-chat.ts';
import { dayText, isSameDay, timeText } from './time-text.ts';

export interface MessageContext {
  readonly ownId: string;
  readonly conversation: Conversation | undefined;
  /** The message above it. */
  readonly previous: Message | undefined;
}

/** One message, with the heading of its day where a day begins. */
export function messageRows(message: Message, context: MessageContext): readonly HTMLElement[] {
  const { previous } = context;
  const timeMs = messageTimeMs(message.messageId);
  const row = message.content.membership === undefined ? bubbleRow(message, context) : eventRow(message, context.ownId);
  const beginsDay = previous === undefined || !isSameDay(timeMs, messageTimeMs(previous.messageId));
  return beginsDay ? [element('li', { class: 'day', role: 'separator' }, dayText(timeMs)), row] : [row];
}

/** A message on its way, or one that was refused. */
export function pendingRow({ body, state, reason, clientMessageId }: PendingMessage): HTMLElement {
  const bubble = element('div', { class: 'bubble' }, element('span', { class: 'body' }, body));
  if (state === 'sending') bubble.append(tick('pending'));
  const row = element('li', { class: 'message own', 'data-testid': 'message', 'data-own': 'true' }, bubble);
  if (state === 'failed') {
    row.append(
      element(
        'span',
        { class: 'failed', role: 'alert' },
        failureText(reason),
        element('button', { class: 'link', 'data-retry': clientMessageId }, 'Try again'),
      ),
    );
  }
  return row;
}

function bubbleRow(message: Message, { ownId, conversation, previous }: MessageContext): HTMLElement {
  const isOwn = message.senderId === ownId;
  const follows = previous?.senderId === message.senderId && previous.content.membership === undefined;
  const bubble = element('div', { class: 'bubble' });
  if (!isOwn && !follows && conversation?.type === 'GROUP') {
    bubble.append(element('span', { class: 'sender' }, message.senderId));
  }
  bubble.append(
    element('span', { class: 'body' }, describeContent(message.content, ownId)),
    element('span', { class: 'time' }, timeText(messageTimeMs(message.messageId))),
  );
  if (isOwn) bubble.append(tick(isRead(message, conversation) ? 'read' : 'sent'));
  bubble.append(deleteButton(message.index));
  const classes = ['message', isOwn ? 'own' : 'foreign', follows ? 'follows' : 'begins'];
  return element(
    'li',
    {
      class: classes.join(' '),
      'data-testid': 'message',
      'data-index': String(message.index),
      'data-own': String(isOwn),
    },
    bubble,
  );
}

function deleteButton(index: number): HTMLElement {
  const attributes = { class: 'delete', 'data-delete': String(index), 'data-testid': 'delete' };
  return element('button', { ...attributes, title: 'Delete for me', 'aria-label': 'Delete for me' }, '×');
}

function eventRow(message: Message, ownId: string): HTMLElement {
  const text = describeContent(message.content, ownId);
  return element('li', { class: 'event', 'data-testid': 'event', 'data-index': String(message.index) }, text);
}

function isRead(message: Message, conversation: Conversation | undefined): boolean {
  return conversation?.type === 'SINGLE' && message.index <= conversation.peerReadIndex;
}

const ticks = {
  pending: { symbol: '◷', label: 'being sent' },
  sent: { symbol: '✓', label: 'sent' },
  read: { symbol: '✓✓', label: 'read' },
} as const;

function tick(state: keyof typeof ticks): HTMLElement {
  const { symbol, label } = ticks[state];
  const attributes = { class: `tick ${state}`, 'data-testid': 'tick', 'data-state': state };
  return element('span', { ...attributes, role: 'img', 'aria-label': label, title: label }, symbol);
}

function failureText(reason: string): string {
  switch (reason) {
    case 'USER_NOT_FOUND':
      return 'Not sent: there is no such user yet. ';
    case 'CONVERSATION_NOT_FOUND':
      return 'Not sent: you are not in this chat any more. ';
    case 'SEND_TIMEOUT':
      return 'Not confirmed in time. ';
    default:
      return 'Not sent. ';
  }
}
