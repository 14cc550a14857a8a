import { statSync } from 'node:fs';
import { OperatorError } from '../operator-error.ts';

/** The database file is not whole. Nothing was written to it. */
export class DatabaseDamaged extends OperatorError {
  override name = 'DatabaseDamaged';

  constructor(path: string, what: string) {
    super(
      `${path} is damaged: ${what}. Nothing was changed. Put the last backup in its place with: npm run restore -- <file>. What is there now is then kept beside it.`,
    );
  }
}

/**
 * Asked before SQLite is: it takes the log away that lies beside an empty file, even to read. An empty file is never half of a start,
 * as `createDatabase` gives it its name when it holds a page.
 * @throws DatabaseDamaged
 */
export function refuseEmpty(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw new DatabaseDamaged(path, 'the file is empty');
}
