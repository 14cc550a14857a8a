import { posix } from 'node:path';

/** A picture; or what is played, since a film can be heard and a container tells little of what is in it. */
export type FileKind = 'image' | 'played';

/** A file that an item shows: the name that its content says, and where it is. */
export interface ItemFile {
  /** What it is shown as. */
  kind: FileKind;
  name: string;
  /** Decoded; relative to the item's file, or in a package to its root. */
  href: string;
}

/**
 * Names that content may say (`contract/exam.ts`), one for each file. The names of a whole package are given here: what
 * items share, such as a passage, then says the same in each of them.
 */
export class NamesByPath {
  readonly #byPath = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** By name: how many have been called so, but for a number behind it. */
  readonly #alike = new Map<string, number>();

  nameOf(path: string): string {
    const name = this.#byPath.get(path) ?? this.#free(safeName(path));
    this.#byPath.set(path, name);
    this.#taken.add(name);
    return name;
  }

  #free(name: string): string {
    const { dir, name: stem, ext } = posix.parse(name);
    let free = name;
    let count = this.#alike.get(name) ?? 1;
    while (this.#taken.has(free)) {
      count += 1;
      free = posix.join(dir, `${stem}-${count}${ext}`);
    }
    this.#alike.set(name, count);
    return free;
  }
}

export interface PlaceOfFiles {
  names?: NamesByPath;
  /** What an address is relative to; with it, `href` is a path of the package. */
  folder?: string;
  /** Why a file cannot be shown; null when it can. */
  whyNot?: (href: string, kind: FileKind) => string | null;
  /** The `href` of a file that an address holds itself (RFC 2397); null for one that is elsewhere. */
  inline?: (address: string) => string | null;
}

/** The files of one item, as it names them. */
export class FileNames {
  readonly #byHref = new Map<string, ItemFile>();
  readonly #place: Required<PlaceOfFiles>;

  constructor({ names = new NamesByPath(), folder = '', whyNot = () => null, inline = () => null }: PlaceOfFiles = {}) {
    this.#place = { names, folder, whyNot, inline };
  }

  get list(): ItemFile[] {
    return [...this.#byHref.values()];
  }

  /** @returns the name, or why what is at this address is not shown */
  find(address: string, kind: FileKind): { name: string } | { refused: string } {
    const href = this.#place.inline(address) ?? this.#pathOf(address);
    if (href === null) return { refused: `"${address.slice(0, 80)}" is no file of the package, and is not loaded` };
    const refused = this.#place.whyNot(href, kind);
    if (refused !== null) return { refused };
    const name = this.#place.names.nameOf(href);
    this.#byHref.set(`${kind} ${href}`, { name, href, kind });
    return { name };
  }

  #pathOf(address: string): string | null {
    const path = localPath(address);
    return path === null ? null : posix.join(this.#place.folder, path);
  }
}

/** The path that an address says, decoded; null when it leads elsewhere. */
export function localPath(address: string): string | null {
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
