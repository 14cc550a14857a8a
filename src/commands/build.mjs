import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';

await installIfNeeded();
await requireBuild();
