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
