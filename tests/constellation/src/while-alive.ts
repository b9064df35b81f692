/** A call that a process makes: once it is killed none begins, and none returns. */
export async function whileAlive<Result>(killed: AbortSignal, call: () => Promise<Result>): Promise<Result> {
  if (killed.aborted) return never();
  try {
    return await call();
  } finally {
    if (killed.aborted) await never();
  }
}

function never<Result>(): Promise<Result> {
  return new Promise(() => undefined);
}
