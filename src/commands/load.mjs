import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { run } from './run.mjs';

await installIfNeeded('quiet');
await requireBuild();
// Only now: what it imports may have been installed a moment ago.
const { buildLoad } = await import('./build-load.mjs');
process.exit(await run(process.execPath, ['--enable-source-maps', await buildLoad(), ...process.argv.slice(2)]));
