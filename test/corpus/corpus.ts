import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** Where a file of the test corpus is. Read from there, never copied. @throws Error when there is no corpus */
export function corpusPath(path: string): string {
  if (!existsSync(root)) throw new Error(`these tests read the test corpus, which is not at ${root}`);
  return root + path;
}

export const corpusText = (path: string): string => readFileSync(corpusPath(path), 'utf8');
export const corpusFiles = (folder: string): string[] =>
  readdirSync(corpusPath(folder)).map((name) => `${folder}/${name}`);

/** Every QTI item file, at its path in the corpus. */
export const corpusItems = (): string[] =>
  readdirSync(corpusPath('qti'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => `qti/${name}`);
