import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** What git does not keep, and git itself. */
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'data']);

/** Every file of the repository, as paths from its root with forward slashes. */
export function repositoryFiles(below = ''): string[] {
  return (
    readdirSync(join(ROOT, below), { withFileTypes: true })
      // The peers of the benchmarks have packages of their own.
      .filter(({ name }) => name !== 'node_modules' && (below !== '' || !NOT_OURS.has(name)))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = posix.join(below, entry.name);
        return entry.isDirectory() ? repositoryFiles(path) : [path];
      })
  );
}

export const readSource = (path: string) => readFileSync(join(ROOT, path), 'utf8');

export interface ImportLine {
  /** The file that imports. */
  from: string;
  /** A path from the root for a file of the repository, else the name as written (`dexie`, `node:fs`). */
  to: string;
  typeOnly: boolean;
}

const STATEMENT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** The imports and re-exports of a source text; comments are taken out first. */
export function importLines(path: string, source: string): ImportLine[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(STATEMENT)].map((match) => {
    const name = match[3] ?? match[4] ?? '';
    const to = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
    return { from: path, to, typeOnly: match[2] !== undefined };
  });
}
