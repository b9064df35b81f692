// Asks the process in this container how it is: `node probe.cjs /readyz`. Exits with 1 unless it answers that it is well.
const { get } = require('node:http');

const timeoutMs = 4_000;
// oxlint-disable-next-line no-restricted-properties -- outside the server, by node alone
const port = process.env.MICROCHAT_METRICS_PORT || '9100';

const request = get({ host: '127.0.0.1', port, path: process.argv[2], timeout: timeoutMs }, (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
request.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
