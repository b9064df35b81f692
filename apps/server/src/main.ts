import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// A third of the time to start is compiling the same modules again. Inside node_modules and not in the shared temp
// folder, which Node would take: a cache is code. Where it cannot be written, starting just takes longer.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/microchat'));

const { runCli } = await import('./cli.ts');
await runCli(process.argv.slice(2));
