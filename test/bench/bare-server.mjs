/*
 * The floor for a class at once: node:http and SQLite with nothing in between. It gunzips, parses and inserts what it is
 * sent, FULL, with group commit over a few milliseconds, and answers after the commit. Run: node bare-server.mjs <file>
 */
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

const GATHER_MS = 3;
const database = new Database(process.argv[2]);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'CREATE TABLE body (run TEXT, writer TEXT, last_seq INTEGER, json TEXT, PRIMARY KEY (run, writer, last_seq)) WITHOUT ROWID',
);
const insert = database.prepare('INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?)');

/** @type {Array<{ text: string, sync: { run: string, writer: string, lastSeq: number }, answer: () => void }>} */
let waiting = [];
const commit = () => {
  const group = waiting;
  waiting = [];
  database.exec('begin immediate');
  for (const { text, sync } of group) insert.run(sync.run, sync.writer, sync.lastSeq, text);
  database.exec('commit');
  for (const { answer } of group) answer();
};

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const text = gunzipSync(Buffer.concat(chunks)).toString();
    const { sync } = JSON.parse(text);
    if (waiting.length === 0) setTimeout(commit, GATHER_MS);
    waiting.push({
      text,
      sync,
      answer: () =>
        response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ ackedThrough: sync.lastSeq })),
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
