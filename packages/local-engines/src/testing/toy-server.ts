// Stands for an engine: answers every connection with its generation (how often this folder was used), or fails on demand.
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const [folder = '', port = '', behaviour = 'answer'] = process.argv.slice(2);
const starts = join(folder, 'starts');
appendFileSync(starts, '.');
process.on('SIGTERM', () => {
  appendFileSync(starts, 'T');
  if (behaviour !== 'deafToSigterm') process.exit(0);
});
if (behaviour === 'fail') {
  console.error('toy: the reason is in the log');
  process.exit(3);
}
createServer((socket) => socket.end(readFileSync(starts))).listen(Number(port), '127.0.0.1');
