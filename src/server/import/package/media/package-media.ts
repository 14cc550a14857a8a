import { createHash } from 'node:crypto';
import { sizeWords } from '../../../size-words.ts';
import type { FileKind } from '../../qti/body/file-names.ts';
import { ImportRefused } from '../../qti/import-refused.ts';
import type { MediaFacts } from '../../read-media.ts';
import { LIMITS } from '../limits.ts';
import type { Archive } from '../zip/archive.ts';
import { SNIFFED_BYTES, sniffMedia } from './sniff-media.ts';

export interface PackageFile extends MediaFacts {
  /** In the archive. */
  path: string;
  type: string;
  /** Its bytes, where it stood in an address. */
  inline?: Buffer;
}

/** The pictures, sounds and films of a package, each looked at once. */
export class PackageMedia {
  readonly #archive: Archive;
  /** By path as it is referred to: what was found, or why it cannot be shown. */
  readonly #known = new Map<string, PackageFile | string>();

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** Why a file cannot be shown so, as far as it is known without reading it; null when nothing is known against it. */
  readonly whyNot = (path: string, kind: FileKind): string | null => {
    const known = this.#known.get(path);
    if (typeof known === 'string') return known;
    if (known) return isOfKind(known, kind) ? null : `${path} is ${known.type}, and no ${WORDS[kind]}`;
    const found = this.#archive.find(path);
    const reason =
      found === undefined
        ? 'is not in the package'
        : this.#archive.bytes(found) > LIMITS.mediaBytes
          ? `is larger than ${sizeWords(LIMITS.mediaBytes)}`
          : this.#archive.bytes(found) === 0
            ? 'is empty'
            : null;
    return reason === null ? null : this.#refuse(path, reason);
  };

  /** Takes what stands in an address itself (RFC 2397). @returns a path that no file of the archive has; null for others */
  readonly inline = (address: string): string | null => {
    const [, base64] = /^\s*data:[^,]{0,200};base64,([A-Za-z0-9+/=\s]*)$/.exec(address) ?? [];
    if (base64 === undefined) return null;
    const bytes = Buffer.from(base64, 'base64');
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    const path = `data:${contentHash.slice(0, 32)}`;
    const type = sniffMedia(bytes.subarray(0, SNIFFED_BYTES));
    if (type === undefined)
      this.#known.set(path, 'what stands in an address is no picture, sound or film that can be shown');
    else this.#known.set(path, { path, type, contentHash, bytes: bytes.length, inline: bytes });
    return path;
  };

  /** Reads a file through, for its type and its hash. @returns undefined when it cannot be shown; `whyNot` then says why */
  async find(path: string, kind: FileKind): Promise<PackageFile | undefined> {
    if (this.whyNot(path, kind) !== null) return undefined;
    const known = this.#known.get(path);
    if (typeof known === 'object') return known;
    try {
      const file = await this.#look(this.#archive.find(path) ?? path);
      if (file) this.#known.set(path, file);
      else this.#refuse(path, 'is no picture, sound or film that can be shown');
      return file && isOfKind(file, kind) ? file : undefined;
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      this.#refuse(path, error.message);
      return undefined;
    }
  }

  async #look(path: string): Promise<PackageFile | undefined> {
    const hash = createHash('sha256');
    let start = Buffer.alloc(0);
    let type: string | undefined;
    let bytes = 0;
    for await (const chunk of this.#archive.chunks(path)) {
      if (bytes < SNIFFED_BYTES) {
        start = Buffer.concat([start, chunk.subarray(0, SNIFFED_BYTES)]);
        type = sniffMedia(start);
        if (type === undefined && start.length >= SNIFFED_BYTES) return undefined;
      }
      bytes += chunk.length;
      hash.update(chunk);
    }
    return type === undefined ? undefined : { path, type, bytes, contentHash: hash.digest('hex') };
  }

  #refuse(path: string, reason: string): string {
    const whole = `${path} ${reason}`;
    this.#known.set(path, whole);
    return whole;
  }
}

const WORDS: Record<FileKind, string> = { image: 'picture', played: 'sound or film' };
const isOfKind = ({ type }: PackageFile, kind: FileKind) => type.startsWith('image/') === (kind === 'image');
