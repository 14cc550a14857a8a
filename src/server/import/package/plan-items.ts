import { posix } from 'node:path';
import type { Objective } from '../../../shared/contract/exam.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { elementName } from '../qti/xml/qti-names.ts';
import { LIMITS } from './limits.ts';
import { type Manifest, type Resource, readManifest } from './manifest/read-manifest.ts';
import { kindOfElement, type ResourceKind } from './manifest/resource-kind.ts';
import { refusePackage } from './package-refused.ts';
import type { PackageSources } from './package-sources.ts';
import type { Archive } from './zip/archive.ts';

/** Something of a package that an import reads. */
export interface PlannedFile {
  /** Among those of the same kind: the manifest's identifier, or the path where there is no manifest. */
  identifier: string;
  kind: Exclude<ResourceKind, 'section' | 'stimulus' | 'other'>;
  /** Null for one that the manifest places elsewhere, or nowhere. */
  path: string | null;
  href: string;
  /** Of the manifest; null where there is none. */
  line: number | null;
  objectives: Objective[];
}

/** What a package means to have, in the order in which it says so. */
export interface Plan {
  /** Of the manifest; both empty without one. */
  identifier: string;
  title: string;
  files: PlannedFile[];
}

const MANIFEST = 'imsmanifest.xml';

/** The folder of the manifest: most lie at the root, some one level down, as archives of a folder do. @throws PackageRefused */
export function manifestFolder(archive: Archive): string | null {
  const depth = (path: string) => path.split('/').length;
  const found = archive.paths.filter((path) => posix.basename(path).toLowerCase() === MANIFEST);
  const least = Math.min(...found.map(depth));
  const [first, second] = found.filter((path) => depth(path) === least);
  if (second !== undefined) refusePackage(second, `is a second manifest beside ${first}: which one counts is not said`);
  return first === undefined ? null : posix.dirname(first).replace(/^\.$/, '');
}

/** @param archive of the manifest's folder @throws PackageRefused when the manifest cannot be read */
export async function planOfManifest(sources: PackageSources): Promise<Plan> {
  const manifest = await readManifestFile(sources);
  const files: PlannedFile[] = [];
  for (const resource of manifest.resources) {
    const kind = await kindOf(resource, sources);
    if (kind !== 'section' && kind !== 'stimulus' && kind !== 'other') files.push({ ...resource, kind });
  }
  if (files.length > 0) return { ...manifest, files };
  const loose = await planOfFiles(sources);
  if (loose.files.length > 0) {
    sources.report
      .notesOf(MANIFEST)
      .simplified(null, 'names no item and no test: every item file of the package is taken');
  }
  return { ...manifest, files: loose.files };
}

/** Every file of the package that is an item or a test, by its path. */
export async function planOfFiles(sources: PackageSources): Promise<Plan> {
  const files: PlannedFile[] = [];
  for (const path of sources.archive.paths.filter(isXml).sort(byName)) {
    const kind = await sniffKind(path, sources);
    if (kind === 'item' || kind === 'test' || kind === 'qti1') {
      files.push({ identifier: path, kind, path, href: path, line: null, objectives: [] });
    } else if (kind === 'other' && posix.basename(path).toLowerCase() !== MANIFEST) {
      sources.report.notesOf(path).skipped(null, 'is neither an item nor a test');
    }
  }
  return { identifier: '', title: '', files };
}

async function readManifestFile(sources: PackageSources): Promise<Manifest> {
  try {
    const root = await sources.xml(MANIFEST, LIMITS.manifestBytes);
    if (root.name !== 'manifest') throw new ImportRefused('is no manifest', root.line);
    return readManifest(root);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    refusePackage(MANIFEST, error.message, error.line);
  }
}

/** Types that tools made up are told by what is in the file. */
async function kindOf({ kind, path }: Resource, sources: PackageSources): Promise<ResourceKind> {
  if (kind !== 'other' || path === null || !isXml(path)) return kind;
  return sources.archive.find(path) === undefined ? 'other' : sniffKind(path, sources);
}

const isXml = (path: string) => /\.xml$/i.test(path);
const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);

/** Bytes before the first element, with its comments. */
const PROLOGUE_BYTES = 64 * 1024;

/** By the first element; a file that cannot be read is told when it is. */
async function sniffKind(path: string, { archive }: PackageSources): Promise<ResourceKind> {
  let start = Buffer.alloc(0);
  try {
    for await (const chunk of archive.chunks(archive.find(path) ?? path)) {
      start = Buffer.concat([start, chunk]);
      if (start.length >= PROLOGUE_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
  }
  // Of two bytes a letter, every other one is empty.
  const text = start.subarray(0, PROLOGUE_BYTES).toString('utf8').replaceAll('\0', '');
  const local = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/.exec(withoutComments(text))?.[1] ?? '';
  return kindOfElement(elementName(local));
}

/** One that does not end hides all that follows. An expression would look for the end of each anew. */
function withoutComments(text: string): string {
  let plain = '';
  for (let at = 0; ; ) {
    const start = text.indexOf('<!--', at);
    if (start < 0) return plain + text.slice(at);
    plain += text.slice(at, start);
    const end = text.indexOf('-->', start + 4);
    if (end < 0) return plain;
    at = end + 3;
  }
}
