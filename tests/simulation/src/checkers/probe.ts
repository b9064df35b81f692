import type { Recipient } from '@microchat/client/protocol/frames';
import type { Device } from '../clients/device.ts';
import type { People } from '../workload/people.ts';
import type { Evidence } from './evidence.ts';
import { isMemberNow } from './membership-spans.ts';

/**
 * Somebody writes into every single chat once more. Whether all devices show it before their next heartbeat tells whether
 * routes are right: what a heartbeat finds would hide that. Not into groups: a worker that missed the entry which added a
 * member learns of that group when the member connects again, and until then heartbeats bring its messages.
 */
export function writeEverywhere(evidence: Evidence, people: People): void {
  for (const [conversationId, log] of evidence.logs()) {
    if (conversationId.startsWith('g~')) continue;
    const sender = evidence.devices.find(
      (device) => device.isOnline && isMemberNow(conversationId, device.userId, log),
    );
    if (sender !== undefined) void people.send(sender, recipientOf(sender, conversationId));
  }
}

function recipientOf({ userId }: Device, conversationId: string): Recipient {
  const [, first = '', second = ''] = conversationId.split('~');
  return { userId: first === userId ? second : first };
}
