/** Deletes expired rows, and purges rows that were deleted long ago. */
import { type SQL, sql } from "drizzle-orm";
import { eachApart, isEverybodys } from "#cloud/each-apart";
import { MERGES_STAY_DAYS } from "#core/platform/merges.sql";
import type { Ctx } from "#kit/ctx";
import { effect, read, type Write, write } from "#kit/db";
import { DELETED_ROWS_STAY_DAYS } from "#kit/table";

/** Small enough not to hold locks for long; fewer for deleted rows, because rows of other tables change with each. */
const EXPIRED_ROWS_PER_STATEMENT = 5_000;
const DELETED_ROWS_PER_STATEMENT = 1_000;
const MAX_ROUNDS = 200;
/** Less than the schedule's own time limit, so that the result is logged. */
const MAX_TIME_MS = 240_000;

/**
 * Which rows expire, and when. The inbox (claims of consumers and workflows alike) outlives any dead letter; rate limits outlive
 * their longest window.
 */
const EXPIRED = {
  consumer_inbox: sql`processed_at < now() - interval '30 days'`,
  idempotency_keys: sql`expires_at < now()`,
  cache_entries: sql`expires_at < now()`,
  rate_limits: sql`window_start < now() - interval '2 days'`,
  // An hour more, as of deleted rows: the row that was merged goes when this is gone.
  merges: sql.raw(`created_at < now() - interval '${MERGES_STAY_DAYS} days 1 hour'`),
  ai_prompts: sql`created_at < now() - interval '30 days'`,
  // They count for an hour; what holds something is released first.
  ai_reservations: sql`created_at < now() - interval '2 days' and (released_at is not null or is_unlimited)`,
};

/**
 * An hour more than clients are told, because a deletion mark has the time of the application's clock, and a cursor that of the
 * database.
 */
const LONG_AGO = sql.raw(`now() - interval '${DELETED_ROWS_STAY_DAYS} days 1 hour'`);

/**
 * Tables whose deleted rows are not purged, in contrast to every other table with deletion marks (see kit/table). Purging a row
 * also deletes what belongs to it by a foreign key (the messages of a conversation, the stock of a pantry item); rows that only
 * refer to it stay, with the reference removed.
 * - `users`: erasing a person involves more than a row (see `erase_person`), and is not done on a schedule.
 * - `files`: their bytes go with them, which core/knowledge/file-sweep does.
 */
const LEFT_ALONE = ["files", "users"];

const markedTables = read<{ name: string }>(sql`
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname <> all(${`{${LEFT_ALONE.join(",")}}`}::text[]) order by c.relname`);

/**
 * Rows that stay: those that a purge would delete by a foreign key although people still see them, or have still to be informed of their
 * deletion, and those by which it is known that something was deleted that would come again from elsewhere.
 */
const KEPT_BY: Readonly<Record<string, SQL>> = {
  // A changed occurrence of a series is an event of its own, and is not deleted with the series.
  calendar_events: sql`select from calendar_events o
    where o.recurrence_parent_id = calendar_events.id and (o.deleted_at is null or o.deleted_at >= ${LONG_AGO})`,
  // The history of cookings refers to its recipe and is shown with it, so the recipe is kept.
  recipes: sql`select from recipe_cookings c where c.recipe_id = recipes.id`,
  // Its bank goes on telling of an account as long as it is connected.
  accounts: sql`select from connections c where c.id = accounts.connection_id`,
  // So does it of a transaction, unless the bank itself took it back; and files have it as long as their imports are not undone.
  transactions: sql`select from accounts a where a.id = transactions.source_account_id and a.deleted_at is null
    and (transactions.external_id is not null and transactions.bank_removed_at is null or exists (
      select from import_rows r where r.entity_id = transactions.id and r.part = 0 and r.undo is distinct from 'removed' and not r.is_dry_run))`,
};

type Pruned = Record<string, number>;
interface Job {
  table: string;
  /** The condition for the rows to delete. */
  where: SQL;
  rowsPerStatement: number;
  /** Whether the rows belong to people and have an id. */
  isPeoples: boolean;
  leftOut: readonly string[];
}

/**
 * Deletes in batches, each in its own transaction, alternating between the tables, until nothing is left or the limits are
 * reached.
 */
export async function prune(ctx: Ctx): Promise<Pruned> {
  const until = ctx.now().getTime() + MAX_TIME_MS;
  const [tables] = await ctx.db.batch([markedTables]);
  let left = [...expiredRows(), ...tables.map(({ name }) => deletedRows(name))];
  const removed = Object.fromEntries(left.map(({ table }): [string, number] => [table, 0]));
  for (let round = 0; round < MAX_ROUNDS && left.length > 0 && ctx.now().getTime() < until; round++) {
    const unfinished: Job[] = [];
    for (const job of left) {
      const bitten = await removeSome(ctx, job);
      removed[job.table]! += bitten.count;
      if (bitten.more) unfinished.push({ ...job, leftOut: [...job.leftOut, ...bitten.leftOut] });
    }
    left = unfinished;
  }
  ctx.log("info", "pruned", { ...removed, unfinished: left.map(({ table }) => table) });
  return removed;
}

interface BatchResult {
  count: number;
  more: boolean;
  /** Rows that cannot be deleted. */
  leftOut: string[];
}

/** One batch of a table. A row that cannot be deleted stays, and affects neither other rows nor other tables. */
async function removeSome(ctx: Ctx, job: Job): Promise<BatchResult> {
  try {
    const [count] = await ctx.db.batch([deletion(job)]);
    return { count, more: count === job.rowsPerStatement, leftOut: [] };
  } catch (error) {
    if (isEverybodys(error)) throw error;
    if (!job.isPeoples) {
      ctx.log("error", "a table could not be pruned", { table: job.table, error: (error as Error).message });
      return { count: 0, more: false, leftOut: [] };
    }
    const [rows] = await ctx.db.batch([batchRead(job)]);
    const gone = await eachApart(
      ctx,
      rows,
      (some) => ctx.db.batch([removal(job, some)]),
      (row) => ({ schedule: "platform.prune", table: job.table, ...row }),
    );
    const leftOut = rows.filter((row) => !gone.includes(row)).map(({ id }) => id);
    return { count: gone.length, more: rows.length === job.rowsPerStatement, leftOut };
  }
}

const expiredRows = (): Job[] =>
  Object.entries(EXPIRED).map(([table, expired]) => ({
    table,
    where: expired,
    rowsPerStatement: EXPIRED_ROWS_PER_STATEMENT,
    isPeoples: false,
    leftOut: [],
  }));

const deletedRows = (table: string): Job => ({
  table,
  where: sql`deleted_at < ${LONG_AGO}${KEPT_BY[table] ? sql` and not exists (${KEPT_BY[table]})` : sql``}`,
  rowsPerStatement: DELETED_ROWS_PER_STATEMENT,
  isPeoples: true,
  leftOut: [],
});

/** The rows of a batch, as a FROM clause. Those of people come in the order of the index `<table>_deleted`. */
const some = ({ where, rowsPerStatement, isPeoples, leftOut }: Job) =>
  isPeoples
    ? sql`where ${where} and id <> all(${`{${leftOut.join(",")}}`}::uuid[]) order by deleted_at limit ${rowsPerStatement}`
    : sql`where ${where} limit ${rowsPerStatement}`;

// Each DELETE repeats the condition, so that a row which was restored or used again meanwhile stays.
function deletion(job: Job): Write<number> {
  const from = sql.identifier(job.table);
  const statement = write<{ n: number }>(sql`
    with gone as (
      delete from ${from} where ctid = any(array(select ctid from ${from} ${some(job)})) and ${job.where} returning 1
    )
    select count(*)::int as n from gone`);
  return {
    ...statement,
    decode: (result) => ({ value: statement.decode(result).value[0]!.n, events: [] }),
    decodeStored: () => 0,
  };
}

interface Removable {
  id: string;
  userId: string | null;
  householdId: string | null;
}

const batchRead = (job: Job) => {
  const from = sql.identifier(job.table);
  return read<Removable>(
    sql`select id, to_jsonb(${from}) ->> 'user_id' as "userId", to_jsonb(${from}) ->> 'household_id' as "householdId" from ${from} ${some(job)}`,
  );
};

const removal = (job: Job, rows: readonly Removable[]) =>
  effect(
    sql`delete from ${sql.identifier(job.table)} where id = any(${`{${rows.map(({ id }) => id).join(",")}}`}::uuid[]) and ${job.where}`,
  );
