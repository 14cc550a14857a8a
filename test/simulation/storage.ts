import type { TestDepsOptions } from '../support/server.ts';

export interface Opening {
  hooks: { beforeCommit: () => void };
  /** After each commit. */
  onCommit: () => void;
}

/** Where a server keeps what it stores, and what becomes of that when the server dies, or an operator puts a copy in its place. */
export interface Storage {
  /** How the next server opens it. */
  open(opening: Opening): Promise<{ dataDir: string; store: NonNullable<TestDepsOptions['store']> }>;
  /** The server that has it open died at this very moment: nothing that it still does is stored. */
  killed(): void;
  /** The machine loses its power. @param stop ends the server that has it open */
  powerCut(stop: () => Promise<void>): Promise<void>;
  /** It is a server of its own, which may do what it was asked with nobody hearing of it. */
  readonly isRemote: boolean;
  /** The next commit goes so; without an effect where that cannot be. */
  losesCommit: boolean;
  backUp(): Promise<void>;
  readonly hasBackup: boolean;
  forgetBackup(): void;
  /** Puts the backup in its place, under a new identity, while no server has it open. */
  restore(now: Date): Promise<void>;
  /** All rows of all tables, while nothing is being written. */
  rows(): Promise<unknown[]>;
}

/** A storage that is prepared, and copies of it. */
export interface Storages {
  /** @param fill is given one with a workspace in it and nobody who uses it; what it leaves there is in every copy from then on */
  prepare<T>(fill: (storage: Storage) => Promise<T>): Promise<T>;
  /** One at a time. */
  copy(): Promise<{ storage: Storage; remove(): Promise<void> }>;
  close(): Promise<void>;
}
