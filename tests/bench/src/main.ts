// `npm run bench [-- workload]`
import { commit } from './commit.ts';
import { rpc } from './rpc.ts';
import { smoke } from './smoke.ts';

const workloads: Readonly<Record<string, () => Promise<void>>> = { smoke, commit, rpc };

const name = process.argv[2] ?? 'smoke';
const workload = workloads[name];
if (workload === undefined) {
  console.error(`No workload "${name}". There are: ${Object.keys(workloads).join(', ')}`);
  process.exit(2);
}
await workload();
