import type { ExamSessionRow } from './exam-sessions.ts';
import { configsHolding, matchesNothing, matching, type SessionFilter } from './session-filter.ts';
import type { Db } from './store.ts';

/** Where a session stands among those of its config: in the order of creation, and by its id among those of one millisecond. */
export type KeyInConfig = [createdAt: number, sessionId: string];
/** Where it stands in a list. */
export type SessionKey = [configId: string, ...KeyInConfig];

export const sessionKey = (row: Pick<ExamSessionRow, 'config_id' | 'created_at' | 'session_id'>): SessionKey => [
  row.config_id,
  row.created_at,
  row.session_id,
];

export interface SessionPage {
  after: SessionKey | null;
  take: number;
}

/** Configs that are looked up at once. */
const CONFIGS_AT_ONCE = 100;
/** Most parts of one statement; SQLite takes 500. */
const MAX_STRATA = 100;

/**
 * Sessions in the order of config, and of a config as they were created: what came together lies together in the indexes too
 * (docs/decisions/0041). Rows are read where an index has them in that order, so that a page costs the same wherever it lies and
 * however many sessions there are. Sorted are those of named students, and those of one config in more classes than go into a
 * statement.
 */
export async function listSessions(
  db: Db,
  workspaceId: string,
  filter: SessionFilter,
  { after, take }: SessionPage,
): Promise<ExamSessionRow[]> {
  if (matchesNothing(filter)) return [];
  const { configIds, contextIds, studentIds, maturities } = filter;
  if (studentIds || !(configIds || contextIds || maturities)) {
    let query = sessionsInOrder(db, workspaceId, take).where(matching(filter));
    if (after) {
      query = query.where((e) => e(e.refTuple('config_id', 'created_at', 'session_id'), '>', e.tuple(...after)));
    }
    return query.execute();
  }
  const [only] = configIds ?? [];
  if (configIds?.length === 1 && only !== undefined) {
    if (after && after[0] > only) return [];
    const inConfig: KeyInConfig | null = after?.[0] === only ? [after[1], after[2]] : null;
    return ofConfig(db, workspaceId, filter, { configId: only, after: inConfig, take });
  }
  return ofConfigs(db, workspaceId, filter, { after, take });
}

async function ofConfigs(
  db: Db,
  workspaceId: string,
  filter: SessionFilter,
  { after, take }: SessionPage,
): Promise<ExamSessionRow[]> {
  const found: ExamSessionRow[] = [];
  if (after && (filter.configIds?.includes(after[0]) ?? true)) {
    const [configId, ...inConfig] = after;
    found.push(...(await ofConfig(db, workspaceId, filter, { configId, after: inConfig, take })));
  }
  let last = after?.[0] ?? null;
  while (found.length < take) {
    const need = take - found.length;
    const next = await configsHolding(db, workspaceId, filter, { after: last, take: CONFIGS_AT_ONCE });
    const [first] = next;
    if (!first) break;
    // Those that the page has room for are read whole, in one statement.
    const whole = leading(next, need);
    if (whole.length > 0) {
      const rows = sessionsInOrder(db, workspaceId, need).where(matching({ ...filter, configIds: whole }));
      found.push(...(await rows.execute()));
    } else {
      found.push(...(await ofConfig(db, workspaceId, filter, { configId: first.configId, after: null, take: need })));
    }
    last = whole.at(-1) ?? first.configId;
  }
  return found;
}

/** As many from the start as hold no more sessions than there is room for. */
function leading(configs: readonly { configId: string; sessions: number }[], room: number): string[] {
  const whole: string[] = [];
  let left = room;
  for (const { configId, sessions } of configs) {
    left -= sessions;
    if (left < 0) break;
    whole.push(configId);
  }
  return whole;
}

/** A page of one config: from each part of it that an index has in order the first rows, and of those the first. */
async function ofConfig(
  db: Db,
  workspaceId: string,
  { contextIds, maturities }: SessionFilter,
  { configId, after, take }: { configId: string; after: KeyInConfig | null; take: number },
): Promise<ExamSessionRow[]> {
  let page = sessionsInOrder(db, workspaceId, take).where('config_id', '=', configId);
  if (after) page = page.where((e) => e(e.refTuple('created_at', 'session_id'), '>', e.tuple(...after)));
  const parts = contextIds
    ? contextIds.map((contextId) => ofMaturities(page.where('context_id', '=', contextId), maturities))
    : (maturities?.map((maturity) => page.where('maturity', '=', maturity)) ?? [page]);
  const [first, ...others] = parts;
  if (!first || parts.length > MAX_STRATA) {
    return page.where(matching({ contextIds, maturities })).execute();
  }
  let union = db.selectFrom(first.as('part')).selectAll();
  for (const other of others) union = union.unionAll(db.selectFrom(other.as('part')).selectAll());
  const rows = await union.execute();
  return rows.sort(asTheyCame).slice(0, take);
}

/** Of one config. */
const asTheyCame = (a: ExamSessionRow, b: ExamSessionRow) =>
  a.created_at - b.created_at || (a.session_id < b.session_id ? -1 : 1);

/** A class has few sessions in a config, and those of other maturities are passed over. */
const ofMaturities = (page: SessionQuery, maturities: SessionFilter['maturities']) =>
  maturities ? page.where('maturity', 'in', maturities) : page;

type SessionQuery = ReturnType<typeof sessionsInOrder>;

function sessionsInOrder(db: Db, workspaceId: string, take: number) {
  return db
    .selectFrom('exam_session')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('config_id')
    .orderBy('created_at')
    .orderBy('session_id')
    .limit(take);
}
