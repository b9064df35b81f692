// node examples/business-client/src/main.ts [key file] : against a server on this machine that was started with npm start.
import { readFileSync } from 'node:fs';
import { BusinessClient } from './business-client.ts';

const key = readFileSync(process.argv[2] ?? 'data/business.key', 'utf8').trim();
const client = new BusinessClient('localhost:9090', key);
const { expiresAtMs } = await client.issueToken('shop-assistant');
await client.issueToken('alice');
console.log('shop-assistant may connect until', new Date(Number(expiresAtMs)).toISOString());
const sent = await client.sendText(
  'shop-assistant',
  { userId: 'alice' },
  'order-4711-shipped',
  'Your order is on its way.',
);
console.log(sent.duplicate ? 'had been sent before' : 'sent', sent);
console.log('online', Object.fromEntries(await client.online(['alice', 'shop-assistant'])));
client.close();
