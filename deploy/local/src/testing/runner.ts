// Starts a server in the folder of the first argument, prints its pid and runs until it is killed.
import { embeddedProcess } from './embedded-process.ts';

const server = embeddedProcess(process.argv[2] ?? '');
await server.start();
process.stdout.write(`${server.pid}\n`);
