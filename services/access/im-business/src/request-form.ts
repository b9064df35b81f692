import type { ServiceError } from '@microchat/core/service-error';
import { decodeProto } from '@microchat/protocol/decode-proto';
import { reasons } from '@microchat/protocol/reasons';
import { type MessageSchema, messageSchema } from '@microchat/protocol/schema';
import { invalidArgument, UndecodableError } from '@microchat/protocol/violation';

const schemas: ReadonlyMap<string, MessageSchema> = new Map(
  ['IssueToken', 'RevokeTokens', 'KickDevice', 'SendMessage', 'GetPresence'].map((method) => [
    method,
    messageSchema(`microchat.business.v1.${method}Request`),
  ]),
);

/**
 * What is wrong with the form of a request's bytes, if anything: gRPC's own decoder takes broken text, two members of a
 * oneof and the like without a word. Methods that do not exist have no form.
 */
export function formViolation(method: string, request: Buffer): ServiceError | undefined {
  const schema = schemas.get(method);
  if (schema === undefined) return undefined;
  try {
    return decodeProto(schema, request).violation;
  } catch (error) {
    if (error instanceof UndecodableError) return invalidArgument(reasons.badFormat, '', 'is not a valid message');
    throw error;
  }
}
