/* The server that PouchDB's own documentation names for it: express-pouchdb over LevelDB. Run: node couch-server.mjs <folder> */
import { join } from 'node:path';
import express from 'express';
import expressPouch from 'express-pouchdb';
import Level from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import MapReduce from 'pouchdb-mapreduce';
import Replication from 'pouchdb-replication';

const [folder] = process.argv.slice(2);
const Stored = PouchDB.plugin(Level)
  .plugin(MapReduce)
  .plugin(Replication)
  .defaults({ prefix: join(folder, '/') });

const server = express()
  // No more of it than replication needs.
  .use('/', expressPouch(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true }))
  .listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
