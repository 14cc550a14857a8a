import { totalmem } from 'node:os';
import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { run } from './run.mjs';

await installIfNeeded('quiet');
await requireBuild();
// Only now: what it imports may have been installed a moment ago.
const { buildLoad } = await import('./build-load.mjs');
// A device takes about 0.6 MB, and ten thousand more than Node.js takes by itself.
const memory = `--max-old-space-size=${Math.floor((totalmem() / 2 ** 20) * 0.7)}`;
const program = await buildLoad();
process.exit(await run(process.execPath, ['--enable-source-maps', memory, program, ...process.argv.slice(2)]));
