import { limits } from '@microchat/core/limits';
import { checkId } from '@microchat/protocol/field-checks';
import { reasons } from '@microchat/protocol/reasons';
import { waitMsOf } from '../domain/updates.ts';
import { type AnyRoute, defineRoute } from '../http/route.ts';
import { changesSchema } from '../schemas.ts';
import type { Updates } from '../updates/updates.ts';

export function getUpdates(updates: Updates): AnyRoute {
  return defineRoute({
    method: 'GET',
    path: '/v1/updates',
    operationId: 'getUpdates',
    summary: 'Wait for changed conversations',
    description:
      'For clients that cannot hold a WebSocket. Answers the conversations that changed since the cursor, at once if there are ' +
      'any, else as soon as there are (within about a second), else after waitMs with none. Ask again with the answered ' +
      'cursor. Of each device the newest request waits; an older one is answered with nothing.',
    access: 'user',
    heldMsMax: limits.updatesWaitMsMax,
    query: {
      cursor: { kind: 'text', charsMax: limits.cursorCharsMax, description: 'The cursor of an earlier answer.' },
      waitMs: {
        kind: 'count',
        max: limits.updatesWaitMsMax,
        description: `Milliseconds to wait at most, ${limits.updatesWaitMsDefault} unless given (0 = not given).`,
      },
      deviceId: {
        kind: 'text',
        charsMax: limits.idCharsMax,
        description: 'The device that waits, so that it never waits twice.',
      },
    },
    reply: changesSchema,
    reasons: [reasons.tooManyRequests],
    handle({ userId, query, signal, recheckToken }) {
      const { cursor, waitMs, deviceId } = query;
      if (deviceId !== '') checkId(deviceId, 'deviceId');
      return updates.next({ userId, deviceId, cursor, waitMs: waitMsOf(waitMs), signal, recheckToken });
    },
  });
}
