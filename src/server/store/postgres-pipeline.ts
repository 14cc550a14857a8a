import type { Connection, FieldDef, PoolClient, Submittable } from 'pg';
import { ChangedRows } from './postgres-failure.ts';
import { parserOf } from './postgres-pool.ts';
import { PreparedStatements } from './prepared-statements.ts';

export interface Statement {
  text: string;
  values: readonly WireValue[];
}

/** As a parameter goes over the wire. */
type WireValue = string | Buffer | null;

export interface StatementResult {
  /** `SELECT`, `INSERT`, `COMMIT`. */
  command: string;
  rowCount: number;
  rows: Record<string, unknown>[];
  /** Of a statement that ran: why its rows could not be read here; else undefined. */
  unread: unknown;
}

/** What came of several statements: the results of those that ran, and the first error, be it of one of them or of the one after. */
interface PipelineResult {
  results: StatementResult[];
  /** Undefined when all of them ran. */
  error: unknown;
}

interface Column {
  name: string;
  parse: (text: string) => unknown;
}

/** What a connection has prepared, by names. */
interface Prepared {
  names: PreparedStatements;
  columns: Map<string, Column[]>;
  /** Names under which something may have been prepared before a statement failed. */
  doubtful: Set<string>;
}

const preparedByConnection = new WeakMap<Connection, Prepared>();

const nothingPrepared = (): Prepared => ({ names: new PreparedStatements(), columns: new Map(), doubtful: new Set() });

function preparedOn(connection: Connection): Prepared {
  const known = preparedByConnection.get(connection);
  if (known) return known;
  const made = nothingPrepared();
  preparedByConnection.set(connection, made);
  return made;
}

/**
 * Sends statements to the database all at once, and waits once for all of their results. After one that fails none is run
 * (PostgreSQL's documentation, Message Flow, Pipelining). It never rejects.
 */
export function runPipeline(client: PoolClient, statements: readonly Statement[]): Promise<PipelineResult> {
  return new Promise((resolve) => {
    try {
      client.query(new Pipeline(statements, resolve));
    } catch (error) {
      resolve({ results: [], error });
    }
  });
}

/** @throws TypeError for what is no value of a column */
export function wireValue(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`a parameter is no value of a column: ${typeof value}`);
}

/** @throws ChangedRows, RangeError for a number that this program cannot hold */
function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  if (columns.length !== fields.length) throw new ChangedRows();
  const row: Record<string, unknown> = {};
  let at = 0;
  for (const { name, parse } of columns) {
    const text = fields[at++];
    row[name] = text === null || text === undefined ? null : parse(text);
  }
  return row;
}

/**
 * As pg takes a query of another's making. pg's own waits for the answer of each before it sends the next, and has the database
 * describe the rows of a prepared statement each time that it runs.
 */
export class Pipeline implements Submittable {
  /** pg puts another around it, that stops the clock of `query_timeout`. */
  callback: (error?: unknown) => void;
  readonly statements: readonly Statement[];
  readonly #results: StatementResult[] = [];
  /** By statement; undefined for those that are not kept. */
  readonly #names: (string | undefined)[] = [];
  readonly #parsed = new Set<string>();
  #prepared: Prepared = nothingPrepared();
  #columns: Column[] | undefined;
  #rows: Record<string, unknown>[] = [];
  #error: unknown;
  #unread: unknown;

  constructor(statements: readonly Statement[], resolve: (result: PipelineResult) => void) {
    this.statements = statements;
    this.callback = (error) => resolve({ results: this.#results, error });
  }

  submit(connection: Connection): void {
    this.#prepared = preparedOn(connection);
    connection.stream.cork();
    for (const { text, values } of this.statements) {
      const name = this.#prepared.names.nameOf(text);
      this.#names.push(name);
      const isNew = name === undefined || !this.#prepared.columns.has(name);
      if (isNew) this.#parse(connection, text, name);
      connection.bind({ statement: name ?? '', values: values as WireValue[] }, true);
      if (isNew) connection.describe({ type: 'P', name: '' }, true);
      connection.execute({}, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  #parse(connection: Connection, text: string, name: string | undefined): void {
    const { columns, doubtful } = this.#prepared;
    if (name !== undefined) {
      if (doubtful.delete(name)) connection.close({ type: 'S', name }, true);
      columns.set(name, []);
      this.#parsed.add(name);
    }
    connection.parse({ name: name ?? '', text, types: [] }, true);
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    const name = this.#names[this.#results.length];
    const columns = fields.map((field) => ({ name: field.name, parse: parserOf(field.dataTypeID) }));
    this.#columns = columns;
    if (name !== undefined) this.#prepared.columns.set(name, columns);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const name = this.#names[this.#results.length];
    this.#columns ??= this.#prepared.columns.get(name ?? '') ?? [];
    if (this.#unread !== undefined) return;
    try {
      this.#rows.push(rowOf(this.#columns, fields));
    } catch (error) {
      // This is called by the socket: thrown on from here, an error would end the server.
      this.#unread = error;
      this.#error ??= error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const words = text.split(' ');
    const [command = ''] = words;
    const rowCount = Number(words.at(-1)) || 0;
    this.#results.push({ command, rowCount, rows: this.#rows, unread: this.#unread });
    this.#unread = undefined;
    this.#rows = [];
    this.#columns = undefined;
  }

  handleReadyForQuery(): void {
    this.callback(this.#error);
  }

  handleError(error: unknown): void {
    // Nobody is told whether the statement that failed was prepared before it did; those behind it were not.
    for (const name of this.#names.slice(this.#results.length)) {
      if (name === undefined || !this.#parsed.has(name) || this.#wasAnswered(name)) continue;
      this.#prepared.columns.delete(name);
      this.#prepared.doubtful.add(name);
    }
    this.callback(error);
  }

  #wasAnswered(name: string): boolean {
    return this.#names.indexOf(name) < this.#results.length;
  }
}
