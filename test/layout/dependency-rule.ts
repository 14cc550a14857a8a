import type { ImportLine } from './source-files.ts';

/*
 * The dependency rule: a file of the folder on the left may import from its own folder and from those on the right, and from
 * nowhere else in the repository. The longest folder that fits a file counts.
 *
 *    shared <- student, console, server          ui -> session -> db <- sync
 */
const MAY_IMPORT: Record<string, string[]> = {
  'src/shared': [],
  'src/student/db': ['src/shared'],
  'src/student/sync': ['src/shared', 'src/student/db'],
  'src/student/session': ['src/shared', 'src/student/db', 'src/student/strings'],
  'src/student/ui': ['src/shared', 'src/student/session', 'src/student/strings'],
  'src/student/strings': ['src/shared'],
  'src/student/pwa': ['src/shared'],
  // The wiring: `main.tsx`, `services.ts` and what they are made of.
  'src/student/services': ['src/shared', 'src/student'],
  'src/student': ['src/shared'],
  // The worker runs one pass of the page's own uploader.
  'src/worker': ['src/shared', 'src/student/sync', 'src/student/db', 'src/student/pwa/sync-tag.ts'],
  'src/console': ['src/shared'],
  'src/server': ['src/shared'],
  'src/commands': [],
};

/** Packages, by the only folders whose files may load them. Importing a type loads nothing. */
const PACKAGE_HOMES: Record<string, string[]> = {
  dexie: ['src/student/db'],
  kysely: ['src/server/store'],
  'better-sqlite3': ['src/server/store'],
  pg: ['src/server/store'],
  hono: ['src/server'],
  '@hono/node-server': ['src/server'],
  pino: ['src/server'],
  preact: ['src/student', 'src/console'],
  '@preact/signals': ['src/student', 'src/console'],
  'decimal.js': ['src/student/session'],
  'workbox-window': ['src/student/pwa'],
  'workbox-precaching': ['src/worker'],
  'workbox-routing': ['src/worker'],
};

const lies = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** `hono/body-limit` belongs to `hono`, `@preact/signals/x` to `@preact/signals`. */
function packageOf(name: string): string {
  const parts = name.split('/');
  return parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
}

/**
 * @returns a sentence when the line breaks the rule, else null
 */
export function brokenRule(line: ImportLine): string | null {
  const home = Object.keys(MAY_IMPORT)
    .filter((folder) => lies(line.from, folder))
    .sort((a, b) => b.length - a.length)[0];
  // Only the files that lie in `src/student` itself are wiring: a new folder there needs a line of its own above.
  const unknown = home === 'src/student' && line.from.split('/').length > 3;
  if (home === undefined || unknown) return `${line.from} lies in no folder that the rule knows`;
  if (line.to.startsWith('src/')) {
    const allowed = [home, ...(MAY_IMPORT[home] ?? [])];
    return allowed.some((folder) => lies(line.to, folder)) ? null : `${line.from} may not import ${line.to}`;
  }
  if (lies(line.from, 'src/shared')) return line.to === 'zod/mini' ? null : `${line.from} may not import ${line.to}`;
  if (line.to.startsWith('node:')) {
    return home === 'src/server' || home === 'src/commands'
      ? null
      : `${line.from} has no Node.js to import ${line.to} from`;
  }
  const homes = PACKAGE_HOMES[packageOf(line.to)];
  if (!homes || line.typeOnly || homes.some((folder) => lies(line.from, folder))) return null;
  return `${line.from} may not load ${line.to}: that is for ${homes.join(' and ')}`;
}
