import { limits } from '@microchat/core/limits';
import { statusCodes } from '@microchat/core/service-error';
import { describe, expect, it } from 'vitest';
import { closeCodes } from './close-codes.ts';
import { decodeClientFrame, decodeServerFrame, encodeServerFrame } from './frames.ts';
import { reasons } from './reasons.ts';
import { codeLines, tableUnder } from './testing/protocol-document.ts';

const examples = codeLines('frames').map((line) => [line.charAt(0), line.slice(2)] as const);

describe('docs/PROTOCOL.md', () => {
  it.each(examples.filter(([side]) => side === 'C'))('%s %s is a good frame of a client', (_side, text) => {
    expect(decodeClientFrame('json', text)).toMatchObject({ ok: true });
  });

  it.each(examples.filter(([side]) => side === 'S'))('%s %s is what the server writes', (_side, text) => {
    const decoded = decodeServerFrame('json', text);
    if (!decoded.ok) throw new Error('not a frame of a server');
    const { id, ...printed } = JSON.parse(encodeServerFrame('json', decoded.frame)) as { id: number };
    const { id: documentedId = 0, ...documented } = JSON.parse(text) as { id?: number };
    // The id of what answers nothing is left out of the examples.
    expect(printed).toEqual(documented);
    expect(id).toBe(documentedId);
  });

  it('shows every kind of frame', () => {
    const kinds = new Set(examples.flatMap(([, text]) => Object.keys(JSON.parse(text) as object)));
    const every =
      'id hello send ack pull sync read updateConversation clearHistory deleteMessages conversation ping welcome sent notify page changes receipt pong error';
    expect([...kinds].toSorted()).toEqual(every.split(' ').toSorted());
  });

  it('lists every reason with a code that exists', () => {
    const rows = tableUnder('Errors');
    expect(rows).toHaveLength(Object.keys(reasons).length);
    expect(new Set(rows.map(([reason]) => reason))).toEqual(new Set(Object.values(reasons)));
    for (const [, code] of rows) expect(Object.keys(statusCodes)).toContain(code);
  });

  it('lists every close code', () => {
    expect(tableUnder('Close codes').map(([code]) => Number(code))).toEqual(Object.values(closeCodes));
  });

  it('lists every limit with its number', () => {
    const rows = tableUnder('Limits').map(([, limit, name]) => [name, Number.parseInt(limit ?? '', 10)]);
    expect(Object.fromEntries(rows)).toEqual(limits);
  });
});
