// A process that owns an engine and then hangs: its test kills it.
import { startLocalEngine } from '../local-engine.ts';
import { toyRecipe } from './toy-recipe.ts';

const { address, folder, pid } = await startLocalEngine(toyRecipe(), {});
process.stdout.write(`${JSON.stringify({ address, folder, pid })}\n`);
