/** Tables that no workspace owns. `schema_migration` is the migrations' own. */
const SHARED = /"(store_meta|directory|schema_migration)"/;

/**
 * The statements that reach rows without naming the workspace that they belong to. There may be none: the tables are
 * distributed by it, and a statement without it could reach another school's rows.
 */
export function statementsWithoutWorkspace(statements: Iterable<string>): string[] {
  return [...new Set(statements)].filter((sql) => !sql.includes('"workspace_id"') && !SHARED.test(sql));
}
