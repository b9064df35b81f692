// Which Node runs MicroChat: TypeScript is run directly and the gateway shares its port, both need Node 24.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const majorMin = 24;

/** Path of the Node that came with the dependencies, else of the running one if it is new enough. Exits otherwise. */
function nodeBinary() {
  const root = join(__dirname, '..');
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= majorMin) return process.execPath;
  console.error(
    `MicroChat needs Node ${majorMin} or newer; this is Node ${process.versions.node}. ` +
      `On Linux it comes with the dependencies (npm start installs them); elsewhere please install it.`,
  );
  process.exit(1);
}

module.exports = { nodeBinary };
