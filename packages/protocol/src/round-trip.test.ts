import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json.ts';
import { decodeProto } from './decode-proto.ts';
import { encodeJson } from './encode-json.ts';
import { encodeProto } from './encode-proto.ts';
import { decodeClientFrame, decodeServerFrame } from './frames.ts';
import { clientFrameSchema, contentSchema, serverFrameSchema } from './messages.ts';
import type { MessageSchema } from './schema.ts';
import { arbitraryMessage } from './testing/arbitrary-message.ts';
import { ReferenceCodec } from './testing/reference-codec.ts';

const schemas: [string, MessageSchema][] = [
  ['ClientFrame', clientFrameSchema],
  ['ServerFrame', serverFrameSchema],
  ['Content', contentSchema],
];

describe.each(schemas)('%s', (_name, schema) => {
  const reference = new ReferenceCodec(schema.name);
  const messages = arbitraryMessage(schema);

  it('survives JSON', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeJson(schema, encodeJson(schema, message))).toEqual({ value: message, violation: undefined });
      }),
    );
  });

  it('survives protobuf', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeProto(schema, encodeProto(schema, message))).toEqual({ value: message, violation: undefined });
      }),
    );
  });

  it('is written so that protobufjs reads the same, and the other way round', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(reference.decode(encodeProto(schema, message))).toEqual(message);
        expect(decodeProto(schema, reference.encode(message)).value).toEqual(message);
      }),
    );
  });

  it('gives the same bytes whichever way it came', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const bytes = encodeProto(schema, message);
        expect(encodeProto(schema, decodeJson(schema, encodeJson(schema, message)).value)).toEqual(bytes);
        expect(encodeProto(schema, decodeProto(schema, reference.encode(message)).value)).toEqual(bytes);
      }),
    );
  });
});

describe('decoders', () => {
  const frames = arbitraryMessage(clientFrameSchema);

  it('answer arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const encoding of ['json', 'proto'] as const) {
          expect(typeof decodeClientFrame(encoding, Buffer.from(bytes)).ok).toBe('boolean');
          expect(typeof decodeServerFrame(encoding, Buffer.from(bytes)).ok).toBe('boolean');
        }
      }),
    );
  });

  it('answer arbitrary text and JSON', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json({ maxDepth: 6 }),
      fc.json().map((json) => `{"send":${json}}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(typeof decodeClientFrame('json', text).ok).toBe('boolean');
        expect(typeof decodeClientFrame('json', Buffer.from(text)).ok).toBe('boolean');
      }),
    );
  });

  it('answer any value in any place of a JSON frame', () => {
    const wounds = fc.tuple(frames, fc.nat(), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(wounds, ([frame, place, wound]) => {
        const text = woundJson(encodeJson(clientFrameSchema, frame), place, wound);
        expect(typeof decodeClientFrame('json', text).ok).toBe('boolean');
      }),
    );
  });

  it('take from damaged protobuf only what protobufjs reads the same', () => {
    const damage = fc.tuple(frames, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean());
    fc.assert(
      fc.property(damage, ([frame, place, byte, cut]) => {
        const bytes = encodeProto(clientFrameSchema, frame);
        if (bytes.length === 0) return;
        const position = place % bytes.length;
        bytes[position] = byte;
        const damaged = cut ? bytes.subarray(0, position) : bytes;
        const decoded = decodeWithoutChecks(damaged);
        if (decoded !== undefined) {
          expect(decoded).toEqual(new ReferenceCodec(clientFrameSchema.name).decode(damaged));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Undefined when it is refused in whatever way. */
function decodeWithoutChecks(bytes: Buffer): object | undefined {
  try {
    const { value, violation } = decodeProto(clientFrameSchema, bytes);
    return violation === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a value in the place of one of those in the text. */
function woundJson(text: string, place: number, wound: unknown): string {
  let count = 0;
  JSON.parse(text, () => void count++);
  const target = place % count;
  let position = 0;
  return JSON.stringify(JSON.parse(text, (_key, value: unknown) => (position++ === target ? wound : value)));
}
