/* PouchDB as a device has it: a database of its own, here in memory, and replication over HTTP. */
import Http from 'pouchdb-adapter-http';
import Memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import Replication from 'pouchdb-replication';

export const Pouch = PouchDB.plugin(Memory).plugin(Http).plugin(Replication);
