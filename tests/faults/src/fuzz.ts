// `npm run fuzz -- [--seeds 1] [--from 1] [--frames 100000]`: hostile frames in both encodings against a real server.
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz-run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    frames: { type: 'string', default: '100000' },
  },
});
for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed += 1) {
  console.log(JSON.stringify(await runFuzz(seed, Number(values.frames))));
}
