import type { Recipient } from '@microchat/client/protocol/frames';
import type { Device } from '../clients/device.ts';
import type { People } from '../workload/people.ts';
import type { Evidence } from './evidence.ts';
import { isMemberNow } from './membership-spans.ts';

/**
 * Somebody writes into every conversation once more. Whether all devices show it before their next heartbeat tells whether
 * routes are right: what a heartbeat finds would hide that.
 */
export function writeEverywhere(evidence: Evidence, people: People): void {
  for (const [conversationId, log] of evidence.logs()) {
    const sender = evidence.devices.find(
      (device) => device.isOnline && isMemberNow(conversationId, device.userId, log),
    );
    if (sender !== undefined) void people.send(sender, recipientOf(sender, conversationId));
  }
}

function recipientOf({ userId }: Device, conversationId: string): Recipient {
  const [type, first = '', second = ''] = conversationId.split('~');
  if (type === 'g') return { groupId: first };
  return { userId: first === userId ? second : first };
}
