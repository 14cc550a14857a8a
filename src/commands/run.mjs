import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs a program in the project's folder with this terminal, and waits for it.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 * @param {'quiet'} [quiet] what it says goes to standard error
 * @returns {Promise<number>} its exit code; 1 when a signal ended it or it could not be started
 */
export function run(program, args, environment = {}, quiet) {
  return new Promise((resolve) => {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (['inherit', quiet ? 2 : 1, 2]);
    const child = spawn(program, args, { cwd: ROOT, stdio, env: { ...process.env, ...environment } });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command-line tool of node_modules with this Node.js, without npx and its own look-ups.
 *
 * @param {string} script path below node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function runTool(script, args, environment) {
  return run(process.execPath, [`node_modules/${script}`, ...args], environment);
}
