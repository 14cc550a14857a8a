import { pathToFileURL } from 'node:url';
import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';

await installIfNeeded();
await requireBuild();
await import(pathToFileURL(fromRoot('dist', 'server', 'commands', 'staff-password.js')).href);
