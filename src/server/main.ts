import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createLog } from './log.ts';
import { OperatorError } from './operator-error.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Longer than the grace that a stop gives to requests: only a stop that hangs gets here. */
const FORCED_EXIT_MS = 12_000;

// Four threads that share a collection of a few megabytes spend more on the sharing than they save: six or seven parts in a hundred
// of the CPU of a herd of uploads, for the same pauses. Read anew by each collection, so that it may be said while the VM runs.
setFlagsFromString('--no-parallel-scavenge');

const starting = startServer(process.env, {
  print: (line) => console.log(line),
  createLog,
  // This file is dist/server/main.js by now.
  staticDir: join(import.meta.dirname, '..'),
}).catch((error: unknown) => {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = 1;
  return undefined;
});

// Before it listens: whoever reads that line may end it at once, and a store that is not closed leaves its log behind.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void starting.then((server) => server && end(server)));
}

function end(running: RunningServer): void {
  setTimeout(() => process.exit(1), running.drainMs + FORCED_EXIT_MS).unref();
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
