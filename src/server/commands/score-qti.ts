import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { MAX_ITEM_BYTES } from '../import/qti/import-item.ts';
import { type ScoredCase, ScoredItem, scoringCase } from '../import/qti/score-case.ts';
import { decodeXml } from '../import/qti/xml/decode-xml.ts';
import { sizeWords } from '../size-words.ts';
import { givenPath } from './given-path.ts';

/*
 * npm run --silent score-qti -- cases.jsonl
 *
 * Each line {"id", "item": "<path of an item>", "response": {"<variable>": null | "<lexical value>" | ["…"]}} is answered
 * by {"id", "score", "outcomes"} or {"id", "error"}. A path is looked for beside the file of cases, then where the command
 * was called.
 */
const [name, ...more] = process.argv.slice(2);

if (!name || more.length > 0) {
  console.error('usage: npm run --silent score-qti -- cases.jsonl');
  process.exitCode = 1;
} else {
  await scoreCases(givenPath(name)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function scoreCases(file: string): Promise<void> {
  const items = new Map<string, Promise<ScoredItem>>();
  const load = (path: string) => {
    const known = items.get(path) ?? loadItem([resolve(dirname(file), path), givenPath(path)]);
    items.set(path, known);
    return known;
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') console.log(JSON.stringify(await answer(line, load)));
  }
}

type Answer = { id: unknown } & (ScoredCase | { error: string });

async function answer(line: string, load: (path: string) => Promise<ScoredItem>): Promise<Answer> {
  let id: unknown = null;
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read === 'object' && read !== null && 'id' in read) id = read.id;
    const known = scoringCase.safeParse(read);
    if (!known.success)
      return { id, error: 'a case is {"id", "item", "response": {"<variable>": null, text or a list}}' };
    const item = await load(known.data.item);
    return { id, ...item.score(known.data.response) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function loadItem(paths: string[]): Promise<ScoredItem> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) continue;
    if (found.size > MAX_ITEM_BYTES) throw new Error(`${path} is larger than ${sizeWords(MAX_ITEM_BYTES)}`);
    return new ScoredItem(decodeXml(await readFile(path)));
  }
  throw new Error(`there is no file ${paths[0]}`);
}
