/** Tables that no workspace owns. `schema_migration` is the migrations' own. */
export const SHARED_TABLES = ['store_meta', 'directory', 'sign_in_failure', 'schema_migration'];

const namesShared = new RegExp(`"(${SHARED_TABLES.join('|')})"`);
const breaksRule = (sql: string) => !sql.includes('"workspace_id"') && !namesShared.test(sql);

/**
 * The statements that reach rows without naming the workspace that they belong to. There may be none: the tables are
 * distributed by it, and a statement without it could reach another school's rows.
 */
export function statementsWithoutWorkspace(statements: Iterable<string>): string[] {
  return [...new Set(statements)].filter(breaksRule);
}

/** What sends statements for others. */
const ENGINE = /\/src\/server\/store\/(postgres-|kept-statement|insert-many)/;

/** Reads the statements of a test as they are sent, but for those that the test itself sends to look at rows. */
export class WorkspaceRule {
  readonly #broken = new Set<string>();

  /** Called where the statement is sent, so that the stack tells who does. */
  readonly onStatement = (sql: string): void => {
    if (!breaksRule(sql)) return;
    const sender = callers().find((line) => /\/(src\/server|test)\//.test(line) && !ENGINE.test(line));
    if (sender && !/\/test\//.test(sender)) this.#broken.add(`${sql} (${sender.trim()})`);
  };

  /** @throws Error with the statements of the server that named no workspace, and who sent each */
  check(): void {
    if (this.#broken.size > 0) throw new Error(`sent without a workspace:\n${[...this.#broken].join('\n')}`);
  }
}

function callers(): string[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return stack
    .split('\n')
    .filter((line) => !line.includes('workspace-rule.ts') && !line.includes('/test/support/server.ts'));
}
