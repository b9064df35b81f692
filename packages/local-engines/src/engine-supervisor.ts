// Runs one server for another process and kills it when that process is gone, even by SIGKILL: the parent holds the
// other end of standard input, and the system closes it. Arguments: log file, folder to remove afterwards or '',
// command, its arguments. Tells the parent {"pid"} and later {"exit"} as lines of JSON.
import { spawn } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';

const [logFile = '', removeFolder = '', file = '', ...args] = process.argv.slice(2);
const log = openSync(logFile, 'a');
const server = spawn(file, args, { stdio: ['ignore', log, log] });
let orphaned = false;

function tell(message: object): void {
  if (!orphaned) process.stdout.write(`${JSON.stringify(message)}\n`);
}

// A parent that died can't be told anything.
process.stdout.on('error', () => undefined);
// A terminal's Ctrl-C reaches the parent, which decides; stopping is never the supervisor's own idea.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

server.once('spawn', () => tell({ pid: server.pid }));
server.once('error', (error) => {
  tell({ exit: error.message });
  process.stdin.destroy();
});
server.once('exit', (code, signal) => {
  tell({ exit: signal === null ? `exit code ${code}` : `signal ${signal}` });
  if (orphaned && removeFolder !== '') rmSync(removeFolder, { recursive: true, force: true });
  process.stdin.destroy();
});

process.stdin.resume();
process.stdin.once('end', () => {
  orphaned = true;
  server.kill('SIGKILL');
});
