/** Each takes memory of the database on each connection. */
const MAX_PREPARED = 150;
/** Texts that came once, of which some come again: lists of so many values have as many texts. */
const MAX_SEEN = 1000;

/**
 * The names that statements are prepared under: PostgreSQL then parses one once a connection, and soon plans it no more, which
 * halves its work for a batch. What comes once has none, so that a start does not use up the names of what comes all day.
 */
export class PreparedStatements {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  /** Undefined for a text that comes for the first time, and for all that are met when there are enough. */
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= MAX_PREPARED) return known;
    if (!this.#seen.delete(sql)) {
      if (this.#seen.size >= MAX_SEEN) this.#seen.clear();
      this.#seen.add(sql);
      return undefined;
    }
    const name = `s${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}
