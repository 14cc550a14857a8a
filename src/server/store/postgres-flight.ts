import type { Connection, FieldDef, PoolClient, Submittable } from 'pg';
import { ChangedRows } from './postgres-failure.ts';
import { parserOf } from './postgres-pool.ts';
import { PreparedStatements } from './prepared-statements.ts';

export interface Statement {
  text: string;
  values: readonly WireValue[];
}

/** As a parameter goes over the wire. */
export type WireValue = string | Buffer | null;

export interface Answer {
  /** `SELECT`, `INSERT`, `COMMIT`. */
  command: string;
  rowCount: number;
  rows: Record<string, unknown>[];
}

/** What came of several statements: the answers of those that ran, and the error of the one after them. */
export interface Flown {
  answers: Answer[];
  /** Undefined when all of them ran. */
  error: unknown;
}

interface Column {
  name: string;
  parse: (text: string) => unknown;
}

/** What a connection has prepared, by names. */
interface Prepared {
  columns: Map<string, Column[]>;
  /** Names under which something may have been prepared before a statement failed. */
  doubtful: Set<string>;
}

const names = new PreparedStatements();
const preparedOn = new WeakMap<Connection, Prepared>();

/**
 * Sends statements to the database all at once, and waits once for all of their answers. After one that fails none is run
 * (PostgreSQL's documentation, §54.2.4, Pipelining). It never rejects.
 */
export function fly(client: PoolClient, statements: readonly Statement[]): Promise<Flown> {
  return new Promise((resolve) => {
    try {
      client.query(new Flight(statements, resolve));
    } catch (error) {
      resolve({ answers: [], error });
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

/**
 * As pg takes a query of another's making. pg's own waits for the answer of each before it sends the next, and has the database
 * describe the rows of a prepared statement each time that it runs.
 */
class Flight implements Submittable {
  /** pg puts another around it, that stops the clock of `query_timeout`. */
  callback: (error?: unknown) => void;
  readonly #statements: readonly Statement[];
  readonly #answers: Answer[] = [];
  /** By statement; undefined for those that are not kept. */
  readonly #names: (string | undefined)[] = [];
  readonly #parsed = new Set<string>();
  #prepared: Prepared = { columns: new Map(), doubtful: new Set() };
  #columns: Column[] | undefined;
  #rows: Record<string, unknown>[] = [];
  #error: unknown;

  constructor(statements: readonly Statement[], resolve: (flown: Flown) => void) {
    this.#statements = statements;
    this.callback = (error) => resolve({ answers: this.#answers, error });
  }

  submit(connection: Connection): void {
    const prepared = preparedOn.get(connection) ?? this.#prepared;
    preparedOn.set(connection, prepared);
    this.#prepared = prepared;
    connection.stream.cork();
    for (const { text, values } of this.#statements) {
      const name = names.nameOf(text);
      this.#names.push(name);
      const isNew = name === undefined || !prepared.columns.has(name);
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
    const name = this.#names[this.#answers.length];
    const columns = fields.map((field) => ({ name: field.name, parse: parserOf(field.dataTypeID) }));
    this.#columns = columns;
    if (name !== undefined) this.#prepared.columns.set(name, columns);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const name = this.#names[this.#answers.length];
    this.#columns ??= this.#prepared.columns.get(name ?? '') ?? [];
    if (this.#columns.length !== fields.length) this.#error ??= new ChangedRows();
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const { name: column, parse } of this.#columns) {
      const text = fields[at++];
      row[column] = text === null || text === undefined ? null : parse(text);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const words = text.split(' ');
    this.#answers.push({ command: words[0] ?? '', rowCount: Number(words.at(-1)) || 0, rows: this.#rows });
    this.#rows = [];
    this.#columns = undefined;
  }

  handleReadyForQuery(): void {
    this.callback(this.#error);
  }

  handleError(error: unknown): void {
    // Nobody is told whether the statement that failed was prepared before it did; those behind it were not.
    for (const name of this.#names.slice(this.#answers.length)) {
      if (name === undefined || !this.#parsed.has(name) || this.#wasAnswered(name)) continue;
      this.#prepared.columns.delete(name);
      this.#prepared.doubtful.add(name);
    }
    this.callback(error);
  }

  #wasAnswered(name: string): boolean {
    return this.#names.indexOf(name) < this.#answers.length;
  }
}
