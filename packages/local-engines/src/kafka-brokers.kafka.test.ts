import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { answers } from './answers.ts';
import { freePort } from './free-port.ts';
import { kafkaBrokers } from './kafka-brokers.ts';
import { describeWithEngine } from './test-engine.ts';

describeWithEngine('kafka', 'kafkaBrokers', (address) => {
  test('counts the brokers of a cluster', async () => {
    expect(await kafkaBrokers(address.split(',')[0] ?? '')).toBeGreaterThan(0);
    await answers.kafka(address);
  });
});

test('nobody there', async () => {
  await expect(kafkaBrokers(`127.0.0.1:${await freePort()}`)).rejects.toThrow('ECONNREFUSED');
});

test('a server that hangs up, and a broker that knows no cluster yet, are not ready', async () => {
  const empty = Buffer.from('00000010 00000001 00000000 00000000 00000000'.replaceAll(' ', ''), 'hex');
  const behaviours: ((socket: Socket) => void)[] = [(socket) => socket.end(), (socket) => socket.end(empty)];
  const server = createServer((socket) => behaviours.shift()?.(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(kafkaBrokers(address)).rejects.toThrow('closed the connection');
  await expect(answers.kafka(address)).rejects.toThrow('no broker is registered yet');
  server.close();
});
