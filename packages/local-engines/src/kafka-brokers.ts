import { connect } from 'node:net';

const timeoutMs = 5_000;
const metadataRequest = 3;
const metadataVersion = 4;
/** Correlation id and throttle time come before the brokers. */
const brokerCountOffset = 8;

/**
 * How many brokers the cluster behind this `host:port` has now: one Metadata request of Kafka's own protocol, which is 30
 * lines; kafkajs warns on the console of every user of a new Node (negative time-outs), and this runs in every test run.
 * A broker counts itself only once its controller has let it in: from then on topics can be created.
 */
export function kafkaBrokers(address: string): Promise<number> {
  const { hostname, port } = new URL(`kafka://${address}`);
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host: hostname, port: Number(port || 9092) });
    const end = (error: Error | undefined, brokers = 0) => {
      socket.destroy();
      if (error === undefined) resolve(brokers);
      else reject(error);
    };
    socket.setTimeout(timeoutMs, () => end(new Error(`no answer from ${address}`)));
    socket.once('error', end);
    socket.once('close', () => end(new Error(`${address} closed the connection`)));
    socket.once('connect', () => socket.write(request()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        end(undefined, received.readInt32BE(4 + brokerCountOffset));
      }
    });
  });
}

/** Length, API, version, correlation id, client id, no topics, do not create any. */
function request(): Buffer {
  const clientId = Buffer.from('microchat');
  const body = Buffer.alloc(8 + 2 + clientId.length + 4 + 1);
  body.writeInt16BE(metadataRequest, 0);
  body.writeInt16BE(metadataVersion, 2);
  body.writeInt32BE(1, 4);
  body.writeInt16BE(clientId.length, 8);
  clientId.copy(body, 10);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}
