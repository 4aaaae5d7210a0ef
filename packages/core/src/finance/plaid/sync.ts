/**
 * Makes the accounts of a connection as they are at their bank. Whatever asked for it, what is there is asked of Plaid; so reports may come
 * in any order, repeatedly, or not at all. It makes no claim like other steps of workflows: one that is repeated has to go on, and not to be
 * answered with what it did the first time.
 */
import { and, eq, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { personOf } from "#cloud/person";
import { type Session, speak } from "#cloud/speak";
import { BankSynced, BankSyncRequested } from "#core/finance/events";
import { knownAccounts, pair } from "#core/finance/plaid/accounts";
import { accountsOf, isEnded, pageAfter, refusedWith } from "#core/finance/plaid/api";
import { apply, type Counts, MOVED, type State, stateOf } from "#core/finance/plaid/apply";
import { collect } from "#core/finance/plaid/collect";
import { endAccess, forgetDue, noteDue } from "#core/identity/connection-tokens";
import { connections } from "#core/identity/connections.sql";
import { ConnectionEvents } from "#core/identity/events";
import { removed } from "#core/identity/plaid-link";
import { refreshSettings } from "#core/platform/system-settings";
import { emit, remove as removal, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, read, type Write } from "#kit/db";
import { isConflict, Unavailable } from "#kit/problem";
import { rowRead } from "#kit/row";
import { open } from "#kit/secret";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

/** Whose connection it is, and the story that its events continue. */
export interface Story {
  userId: string;
  connectionId: string;
  correlationId: string;
  causationId: string;
}

type Connection = Row<typeof connections>;
const ATTEMPTS = 5;

/** What came; undefined when the connection is gone, or has to be made again. Throws ThirdPartyError, and Unavailable when others change everything. */
export async function sync({ userId, connectionId, ...story }: Story): Promise<Counts | undefined> {
  const session: Session = speak({
    actor: await personOf(userId),
    origin: "workflow",
    requestId: connectionId,
    ...story,
  });
  try {
    return await synchronise(session.ctx, connectionId);
  } finally {
    await session.published();
  }
}

async function synchronise(ctx: Ctx, connectionId: string): Promise<Counts | undefined> {
  await refreshSettings();
  for (let attempt = 1; ; attempt++) {
    const [row] = await ctx.db.batch([rowRead(connections, connectionId, true)]);
    if (!isUsable(ctx, row)) return undefined;
    try {
      const counts = await once(ctx, row);
      if (counts === "ended") await endAccess(ctx, row);
      if (counts !== "replaced") return counts === "ended" ? undefined : counts;
    } catch (error) {
      if (!isConflict(error) || (error as { detail?: string }).detail !== MOVED) throw error;
    }
    if (attempt === ATTEMPTS) throw Unavailable();
  }
}

const isUsable = (ctx: Ctx, row: Connection | undefined): row is Connection =>
  row?.provider === "plaid" && row.userId === ctx.actor.userId && row.status !== "revoked" && row.accessToken !== null;

function unlessEnded(error: unknown): undefined {
  if (isEnded(refusedWith(error))) return undefined;
  throw error;
}

/**
 * One attempt against the connection as it was read. "ended" when the person has to agree again, "replaced" when only the accounts were
 * written, because they have other ids now and so have all transactions.
 */
async function once(ctx: Ctx, row: Connection): Promise<Counts | "ended" | "replaced"> {
  const token = open(row.accessToken!, connections, "accessToken", row.id);
  const state = stateOf(row.syncCursor);
  const from = (cursor: string | null) => collect((at) => pageAfter(ctx, token, at), cursor).catch(unlessEnded);
  let given = await from(state.cursor);
  // All that there is shows what is gone of what was known by other ids.
  if (state.isReplaced && given?.isComplete && !given.isFull) given = await from(null);
  if (given === undefined) return "ended";
  // After the transactions, so that the balances are not older than these.
  const remote = await accountsOf(ctx, token).catch(unlessEnded);
  if (remote === undefined || isEnded(remote.item.error?.error_code)) return "ended";
  const [known] = await ctx.db.batch([knownAccounts(), ...(row.status === "needs_reauth" ? [repair(ctx, row)] : [])]);
  const isFirst = row.syncCursor === null && row.lastSyncedAt === null;
  const paired = pair(ctx, remote, known, { connectionId: row.id, isFirst });
  if (paired.isReplaced) {
    await ctx.db.batch([
      ...stillAt(row),
      ...paired.before,
      ...paired.writes,
      ...paired.after,
      update(ctx, connections, eq(connections.id, row.id), { syncCursor: replacedState }),
    ]);
    return "replaced";
  }
  const isSettled = given.isFull && given.isComplete;
  const next: State = { cursor: given.cursor, ...(state.isReplaced && !isSettled && { isReplaced: true as const }) };
  const counts = await apply(ctx, { connectionId: row.id, syncCursor: row.syncCursor, next }, paired, given);
  const told = emit(ctx, BankSynced, { entityId: row.id, owner: row.userId, payload: counts });
  await ctx.db.batch([told, ...dueIn(ctx, row, remote.item.consent_expiration_time)]);
  ctx.log("info", "synchronised a bank", { ...counts });
  await endLeft(ctx);
  return counts;
}

/** Where the synchronisation of a connection begins whose accounts had other ids before. */
export const replacedState = JSON.stringify({ cursor: null, isReplaced: true } satisfies State);

/** Fails where another run has gone on meanwhile. */
const stillAt = ({ id, syncCursor }: Connection): Write<unknown>[] => [
  effect(sql`select from ${connections} where id = ${id}::uuid for no key update`),
  effect(sql`select raise_problem('LF005', ${MOVED}) where not exists (select from ${connections}
    where id = ${id}::uuid and user_id = ${me} and status <> 'revoked' and sync_cursor is not distinct from ${syncCursor})`),
];

const SOON_MS = 7 * 86_400_000;

/** That what the person agreed to ends soon is known without a report, too; and so is that it does not, where the item is in order. */
function dueIn(ctx: Ctx, { id, reauthDueAt }: Connection, endsAt: string | null | undefined): Write<unknown>[] {
  const now = ctx.now().getTime();
  const ends = endsAt ? Date.parse(endsAt) : undefined;
  if (reauthDueAt === null) return ends !== undefined && ends - now < SOON_MS ? [noteDue(ctx, id, new Date(ends))] : [];
  const due = Date.parse(reauthDueAt);
  return due < now || (ends !== undefined && ends > due) ? [forgetDue(ctx, id)] : [];
}

/** The person has agreed again at their bank. */
const repair = (ctx: Ctx, { id }: Connection) =>
  update(
    ctx,
    connections,
    and(eq(connections.id, id), eq(connections.status, "needs_reauth")),
    { status: "active", reauthDueAt: null },
    { emits: { event: ConnectionEvents.updated } },
  );

/** More links than a person makes anew at a time. */
const MAX_LEFT = 10;

/** Ends links all of whose accounts come by another one: at Plaid first, so that none is left there that nobody knows of. */
async function endLeft(ctx: Ctx): Promise<void> {
  const [left] = await ctx.db.batch([
    read<{
      id: string;
      accessToken: string;
    }>(sql`select id, encode(access_token, 'base64') as "accessToken" from ${connections}
      where user_id = ${me} and provider = 'plaid' and status = 'revoked' and access_token is not null order by id limit ${MAX_LEFT}::int`),
  ]);
  for (const { id, accessToken } of left) {
    if (!(await removed(ctx, open(accessToken, connections, "accessToken", id)))) continue;
    const isStill = and(eq(connections.id, id), eq(connections.status, "revoked"));
    await ctx.db.batch([removal(ctx, connections, isStill, { emits: { event: ConnectionEvents.deleted } })]);
  }
}

/** Asks for the synchronisation of a connection. */
export const request = (ctx: Ctx, connectionId: string, owner: string) =>
  emit(ctx, BankSyncRequested, { entityId: connectionId, owner, payload: {} });

const DAY_MS = 86_400_000;
/** Enough for a hundred thousand connections an hour; those that have waited longest come first. */
const AT_ONCE = 25_000;
const A_BATCH = 200;

/**
 * Connections of which nothing was heard for a day, in case that reports were lost; also those that have to be made again, which may be
 * in order by now. Runs as the service. Yields how many were asked for.
 */
export async function requestDue(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - DAY_MS).toISOString();
  const [due] = await ctx.db.batch([
    read<{ id: string; userId: string }>(sql`select id, user_id as "userId" from ${connections}
      where provider = 'plaid' and status <> 'revoked' and access_token is not null
        and (last_synced_at is null or last_synced_at < ${before}::timestamptz)
      order by last_synced_at nulls first, id limit ${AT_ONCE}::int`),
  ]);
  let asked = 0;
  for (let at = 0; at < due.length; at += A_BATCH) {
    const attempt = (part: readonly { id: string; userId: string }[]) =>
      ctx.db.batch(part.map(({ id, userId }) => request(ctx, id, userId)));
    const whose = ({ id, userId }: { id: string; userId: string }) => ({
      schedule: "finance.syncBanksDue",
      connectionId: id,
      userId,
    });
    asked += (await eachApart(ctx, due.slice(at, at + A_BATCH), attempt, whose)).length;
  }
  return asked;
}
