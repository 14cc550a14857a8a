/*
 * A disk whose fsync takes so long: `node --import ./slow-disk.mjs <server>`, and SIGUSR2 turns it on and off. SQLite syncs its log
 * once a commit (`synchronous=FULL`), and its thread waits for that: so does this, before the commit.
 */
import Database from 'better-sqlite3';

const SYNC_MS = 5;
const nobody = new Int32Array(new SharedArrayBuffer(4));
const { exec } = Database.prototype;
let isSlow = false;

process.on('SIGUSR2', () => {
  isSlow = !isSlow;
});

/** @param {string} sql */
Database.prototype.exec = function slowExec(sql) {
  if (isSlow && sql === 'commit') Atomics.wait(nobody, 0, 0, SYNC_MS);
  return exec.call(this, sql);
};
