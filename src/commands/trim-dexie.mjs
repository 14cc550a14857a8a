/**
 * What parts of Dexie hang on that the app's database turns off (`cache: 'disabled'`) or never calls. Without these lines
 * they are dropped as unused, which is 2 kB before the first question.
 */
const HOOKS = ['        this.use(cacheMiddleware);\n', '    liveQuery,\n'];

/** @returns {import('vite').Plugin} the build fails when a newer Dexie is written differently */
export function trimDexie() {
  return {
    name: 'satchel:trim-dexie',
    apply: 'build',
    transform: {
      filter: { id: /\/dexie\/dist\/modern\/dexie\.mjs$/ },
      handler: (code) => ({ code: trimmed(code), map: null }),
    },
  };
}

/**
 * @param {string} code Dexie's module
 * @throws when a hook does not stand in it exactly once
 */
export function trimmed(code) {
  return HOOKS.reduce((rest, hook) => {
    const [before, after, ...more] = rest.split(hook);
    if (after === undefined || more.length > 0) throw new Error(`Dexie is written differently: ${hook.trim()}`);
    return before + after;
  }, code);
}
