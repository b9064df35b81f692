/** What a commit of the `commit` workload is, for MicroChat and for the raw engine beside it. */
export const conversations = 64;
export const appendsPerCommit = 20;
export const messageBytes = 200;
/** An entry and its de-duplication row. */
export const rowsPerAppend = 2;
