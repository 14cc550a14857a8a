import { posix } from 'node:path';

/** A file that an item shows: the name that its content says, and where it is, as the item's own file says it. */
export interface ItemFile {
  name: string;
  /** Relative to the item's file, decoded. */
  href: string;
}

/** Gives the files of one item names that content may say (`contract/exam.ts`). */
export class FileNames {
  readonly #byHref = new Map<string, string>();

  get list(): ItemFile[] {
    return [...this.#byHref].map(([href, name]) => ({ name, href }));
  }

  /** @returns null for an address that is no file of the package */
  nameOf(address: string): string | null {
    const href = localPath(address);
    if (href === null) return null;
    const known = this.#byHref.get(href);
    if (known !== undefined) return known;
    const name = this.#free(safeName(href));
    this.#byHref.set(href, name);
    return name;
  }

  #free(name: string): string {
    const taken = new Set(this.#byHref.values());
    const { dir, name: stem, ext } = posix.parse(name);
    let free = name;
    for (let count = 2; taken.has(free); count++) free = posix.join(dir, `${stem}-${count}${ext}`);
    return free;
  }
}

function localPath(address: string): string | null {
  const [path = ''] = address.trim().split(/[?#]/, 1);
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return null;
  return posix.normalize(decoded(path.replaceAll('\\', '/')));
}

/** A name with a `%` in it need not be an encoded one. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const MAX_NAME = 120;

function safeName(href: string): string {
  const name = href
    .replace(/^(\.{0,2}\/)+/, '')
    .replace(/[^A-Za-z0-9_./-]/g, '_')
    .replace(/\.{2,}/g, '.');
  const { ext } = posix.parse(name);
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - ext.length)}${ext}` : name;
  return /^[A-Za-z0-9_]/.test(short) ? short : `_${short}`;
}
