import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ImportLine } from '../../shared/contract/import-report.ts';
import { PackageRefused } from '../import/package/package-refused.ts';
import { readPackage } from '../import/package/read-package.ts';
import { Archive } from '../import/package/zip/archive.ts';
import { type ImportedItem, importItem, MAX_ITEM_BYTES } from '../import/qti/import-item.ts';
import { ImportRefused } from '../import/qti/import-refused.ts';
import { decodeXml } from '../import/qti/xml/decode-xml.ts';
import { parseXml } from '../import/qti/xml/parse-xml.ts';
import { importInterop, isInterop } from '../import/qti1/import-interop.ts';
import { sizeWords } from '../size-words.ts';
import { givenPath } from './given-path.ts';

/*
 * npm run --silent check-qti -- path…
 *
 * Imports without storing, and reports one JSON line for each thing that was imported, simplified, skipped or refused.
 */
const paths = process.argv.slice(2);

if (paths.length === 0) {
  console.error('usage: npm run --silent check-qti -- path…');
  process.exitCode = 1;
}
for (const path of paths) await check(path);

function report(line: ImportLine): void {
  if (line.outcome === 'refused') process.exitCode = 1;
  console.log(JSON.stringify(line));
}

/** A folder is everything in it that ends in `.xml` or `.zip`. */
async function check(path: string): Promise<void> {
  const place = givenPath(path);
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory()) {
    for (const name of (await readdir(place)).sort()) {
      const below = await stat(join(place, name));
      if (below.isDirectory() || /\.(xml|zip)$/i.test(name)) await check(join(path, name));
    }
  } else if (found?.isFile()) {
    await (/\.zip$/i.test(path) ? checkPackage(path, place) : checkItem(path, place, found.size));
  } else report({ file: path, line: null, outcome: 'refused', reason: 'there is no such file' });
}

/** The files of a package are told as if it were a folder. */
async function checkPackage(path: string, place: string): Promise<void> {
  const tell = (lines: readonly ImportLine[]) => {
    for (const line of lines) report({ ...line, file: line.file === '' ? path : `${path}/${line.file}` });
  };
  try {
    const archive = await Archive.open(place);
    try {
      tell((await readPackage(archive)).report);
    } finally {
      archive.close();
    }
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error;
    // The package itself comes last, unless it is all that there is to tell of.
    const { report: lines, message: reason } = error;
    tell(lines.filter(({ file }) => file !== ''));
    report({ file: path, line: null, outcome: 'refused', reason });
  }
}

async function checkItem(file: string, place: string, size: number): Promise<void> {
  try {
    if (size > MAX_ITEM_BYTES) throw new ImportRefused(`is larger than ${sizeWords(MAX_ITEM_BYTES)}`);
    const xml = decodeXml(await readFile(place));
    const root = parseXml(xml);
    if (!isInterop(root)) return await tellItem(file, place, importItem(xml));
    const { items, refused, notes } = importInterop(root);
    for (const item of items) await tellItem(file, place, item);
    for (const { kind, line, reason } of notes) report({ file, line, outcome: kind, reason });
    for (const { line, message } of refused) report({ file, line, outcome: 'refused', reason: message });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    report({ file, line: error.line, outcome: 'refused', reason: error.message });
  }
}

async function tellItem(file: string, place: string, { item, files, notes }: ImportedItem): Promise<void> {
  const questions = item.questions.map(({ interactionType }) => interactionType);
  report({ file, line: null, outcome: 'imported', id: item.id, title: item.name, questions });
  for (const { kind, line, reason } of notes) report({ file, line, outcome: kind, reason });
  for (const { href } of files) {
    const there = await stat(resolve(dirname(place), href)).catch(() => null);
    if (!there?.isFile()) report({ file, line: null, outcome: 'skipped', reason: `the file ${href} is not there` });
  }
}
