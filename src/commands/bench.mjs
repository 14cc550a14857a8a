import { requireBrowser } from './browser.mjs';
import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { runTool } from './run.mjs';

await installIfNeeded();
const browser = await requireBrowser().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
await requireBuild();
process.exit(
  await runTool('vitest/vitest.mjs', ['run', '--config', 'vitest.bench.config.ts', ...process.argv.slice(2)], {
    CHROMIUM_PATH: browser,
  }),
);
