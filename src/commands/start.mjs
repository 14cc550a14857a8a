import { pathToFileURL } from 'node:url';
import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';

await installIfNeeded();
await requireBuild();
// In this process, so that a signal to it reaches the server without anybody forwarding it.
await import(pathToFileURL(fromRoot('dist', 'server', 'main.js')).href);
