import { runCommand } from './run-command.mjs';

await runCommand('score-qti');
