import { Dexie, type EntityTable, type Table } from 'dexie';
import {
  type AnswerRow,
  DATABASE_NAME,
  DATABASE_VERSION,
  type ItemRow,
  type MediaRow,
  type MetaRow,
  type OutboxRow,
  type PackageRow,
  type PartitionRow,
  type RunRow,
  type SessionRow,
  type SnapshotRow,
} from './rows.ts';

const STORES = {
  partitions: 'partition',
  sessions: '[partition+id]',
  runs: 'run',
  answers: '[run+itemId+questionId]',
  packages: 'hash',
  items: '[package+id]',
  media: 'hash',
  outbox: '[run+writer],partition',
  snapshots: 'partition',
  meta: 'name',
};

/** The rows of `rows.ts` behind Dexie. Commits are strict: one that resolved is on the disk, not in its cache. */
export class SatchelDatabase extends Dexie {
  declare readonly partitions: EntityTable<PartitionRow, 'partition'>;
  declare readonly sessions: Table<SessionRow, [partition: string, id: string]>;
  declare readonly runs: EntityTable<RunRow, 'run'>;
  declare readonly answers: Table<AnswerRow, [run: string, itemId: string, questionId: string]>;
  declare readonly packages: EntityTable<PackageRow, 'hash'>;
  declare readonly items: Table<ItemRow, [hash: string, id: string]>;
  declare readonly media: EntityTable<MediaRow, 'hash'>;
  declare readonly outbox: Table<OutboxRow, [run: string, writer: string]>;
  declare readonly snapshots: EntityTable<SnapshotRow, 'partition'>;
  declare readonly meta: EntityTable<MetaRow, 'name'>;

  constructor(options: DatabaseOptions) {
    super(DATABASE_NAME, {
      indexedDB: options.indexedDB,
      IDBKeyRange: options.keyRange ?? globalThis.IDBKeyRange,
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
    });
    this.version(DATABASE_VERSION).stores(STORES);
    // Dexie's own handler closes for an upgrade and opens again with the next call. For a deletion this tab does not
    // make way: rows that the server does not have would go with it.
    this.on('versionchange', (event) => event.newVersion !== null);
  }
}

export interface DatabaseOptions {
  indexedDB: IDBFactory;
  /** Left out where the platform has it as a global. */
  keyRange?: typeof IDBKeyRange;
}

/** Opens with the first call on a table. Never deletes anything. */
export const openDatabase = (options: DatabaseOptions) => new SatchelDatabase(options);

/** The range of all answers of a run: an array sorts after every string. */
export const answersOfRun = (db: SatchelDatabase, run: string) =>
  db.answers.where('[run+itemId+questionId]').between([run], [run, []]);

/**
 * Calls back after each commit of any tab or of the service worker, with the tables that it wrote.
 * @returns stops it
 */
export function onCommit(listener: (tables: ReadonlySet<string>) => void): () => void {
  const prefix = `idb://${DATABASE_NAME}/`;
  const heard = (parts: object) => {
    // A page that was put aside whole heard of nothing meanwhile; Dexie says so when it is taken up again.
    const tables = new Set<string>('all' in parts ? Object.keys(STORES) : []);
    for (const part of Object.keys(parts)) {
      if (part.startsWith(prefix)) tables.add(part.slice(prefix.length).split('/', 1)[0] ?? '');
    }
    if (tables.size > 0) listener(tables);
  };
  Dexie.on.storagemutated.subscribe(heard);
  return () => Dexie.on.storagemutated.unsubscribe(heard);
}
