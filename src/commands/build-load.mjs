import { buildSimulator } from './build-simulator.mjs';

/**
 * In a browser the tabs of one device hear of each other's commits. In the load all devices are in one process, and each of
 * them would hear of those of all the others: there it is told of its own.
 */
const COMMITS_OF_OTHERS = {
  file: 'src/student/services/sync-engine.ts',
  find: `      onCommit((tables) => {
        if (this.#leads && tables.has('answers')) this.#scheduler.trigger('answer');
      }),
`,
  replace: '',
};

/** Bundles the load for Node.js. @returns the program */
export const buildLoad = () => buildSimulator('load', [COMMITS_OF_OTHERS], { entry: 'test/load/main.ts', plugins: [] });
