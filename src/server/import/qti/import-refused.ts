/** Thrown for a file that nothing can be made of; the message is for its author. */
export class ImportRefused extends Error {
  override name = 'ImportRefused';
  /** Of the file, from 1; null where the fault has no place. */
  readonly line: number | null;

  constructor(reason: string, line: number | null = null) {
    super(reason);
    this.line = line;
  }
}
