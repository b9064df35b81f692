/** How deep causes are followed. */
const causesMax = 5;

/** An error and its causes in one line; the innermost one is where drivers say what was wrong. */
export function failureReason(error: unknown): string {
  const messages: string[] = [];
  let cause = error;
  for (let depth = 0; cause instanceof Error && depth < causesMax; depth++, cause = causeOf(cause)) {
    const [firstLine = ''] = messageOf(cause).split('\n');
    if (firstLine !== '' && !messages.includes(firstLine)) messages.push(firstLine);
  }
  return messages.join(': ') || String(error);
}

/** The driver of Cassandra repeats the error of the first node, with its stack, and keeps those of all nodes beside. */
function messageOf(error: Error): string {
  return 'innerErrors' in error ? 'no node can be used' : error.message;
}

function causeOf(error: Error): unknown {
  if (!('innerErrors' in error)) return error.cause;
  const [first] = Object.values(error.innerErrors as Readonly<Record<string, unknown>>);
  return first ?? error.cause;
}

/** What kind of thing went wrong, as far as the errors of our drivers tell. */
export type FailureKind = 'login' | 'certificate' | 'dataCenter' | 'unreachable' | 'other';

const signs: readonly (readonly [FailureKind, RegExp])[] = [
  ['login', /AuthenticationError|SASLAuthentication|WRONGPASS|NOAUTH|NOPERM|Authentication failed/i],
  ['certificate', /certificate|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO|altnames/i],
  ['dataCenter', /localDataCenter|data ?cent(er|re)/i],
  ['unreachable', /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ECONNRESET|timed? ?out|closed/i],
];

/** By names, codes and messages of the error and its causes; what is more specific wins. */
export function failureKind(error: unknown): FailureKind {
  const texts: string[] = [];
  let cause = error;
  for (let depth = 0; cause instanceof Error && depth < causesMax; depth++, cause = causeOf(cause)) {
    texts.push(cause.name, (cause as NodeJS.ErrnoException).code ?? '', messageOf(cause), typeOf(cause));
  }
  const text = texts.join(' ');
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? 'other';
}

function typeOf(error: Error): string {
  return error.constructor.name;
}
