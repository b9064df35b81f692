import { expect, it } from 'vitest';
import { tableUnder } from './testing/protocol-document.ts';
import { wireSchemaHash, wireSchemaText } from './testing/wire-schema.ts';

it('a change of the wire schema has its line in the version table of docs/PROTOCOL.md', () => {
  const [schema] = tableUnder('Versions').at(-1) ?? [];
  expect(schema, 'the public schema has changed: add a line with this hash and what changed').toBe(wireSchemaHash());
});

it('the hash is about what goes over the wire', () => {
  const lines = wireSchemaText().split('\n');
  expect(lines).toContain('.microchat.client.v1.Sent 2 messageId single uint64 ');
  expect(lines).toContain('.microchat.client.v1.Recipient 1 userId single string to');
  expect(lines).toContain('.microchat.client.v1.Notify 1 messages repeated .microchat.client.v1.Message ');
  expect(lines).toContain('.microchat.client.v1.Error.Code 5 NOT_FOUND');
  expect(lines).toContain('.microchat.api.v1.AckBody 2 acks repeated .microchat.client.v1.Position ');
  expect(new Set(lines).size).toBe(lines.length);
});
