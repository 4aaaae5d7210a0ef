/** Forgetting what nothing can ask for any more, and removing for good what was deleted long ago. */
import { type SQL, sql } from "drizzle-orm";
import { eachApart, isEverybodys } from "#cloud/each-apart";
import type { Ctx } from "#kit/ctx";
import { effect, read, type Write, write } from "#kit/db";
import { DELETED_ROWS_STAY_DAYS } from "#kit/table";

/** Small enough not to hold locks for long; less of what was deleted, for other tables' rows change with each. */
const EXPIRED_ROWS_PER_STATEMENT = 5_000;
const DELETED_ROWS_PER_STATEMENT = 1_000;
const MAX_ROUNDS = 200;
/** Before the schedule's own limit, so that what was done is logged. */
const MAX_TIME_MS = 240_000;

/**
 * What is forgotten, and when. The inbox (claims of consumers and workflows alike) outlives any dead letter; rate limits
 * outlive their longest window.
 */
const EXPIRED = {
  consumer_inbox: sql`processed_at < now() - interval '30 days'`,
  idempotency_keys: sql`expires_at < now()`,
  cache_entries: sql`expires_at < now()`,
  rate_limits: sql`window_start < now() - interval '2 days'`,
};

/** An hour more than clients are told: a mark has the time of the application's clock, and a cursor that of the database. */
const LONG_AGO = sql.raw(`now() - interval '${DELETED_ROWS_STAY_DAYS} days 1 hour'`);

/**
 * Tables with marks whose rows stay, though those of every other table that has them (see kit/table) are removed. What is a part of a
 * row by a foreign key (the messages of a conversation, the stock of a pantry item) goes with it; what only names it stays, and names
 * nothing any more.
 * - `users`: erasing a person is more than removing a row (see `erase_person`), and is not done by the clock.
 * - `files`: the bytes lie in the object store under the key that only the row knows, and would stay there for ever.
 */
const LEFT_ALONE = ["files", "users"];

const markedTables = read<{ name: string }>(sql`
  select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname <> all(${`{${LEFT_ALONE.join(",")}}`}::text[]) order by c.relname`);

/** Rows that the foreign key would take along although people still see them, or are still to be told that they were deleted. */
const KEPT_BY: Readonly<Record<string, SQL>> = {
  // An occurrence of a series that was changed is an event of its own, and is not deleted with the series.
  calendar_events: sql`select from calendar_events o
    where o.recurrence_parent_id = calendar_events.id and (o.deleted_at is null or o.deleted_at >= ${LONG_AGO})`,
  // What was cooked stays in the list of what was cooked, and is only there by its recipe.
  recipes: sql`select from recipe_cookings c where c.recipe_id = recipes.id`,
};

type Pruned = Record<string, number>;
interface Job {
  table: string;
  /** Which rows go. */
  where: SQL;
  rowsPerStatement: number;
  /** Whether they are people's, and have an id. */
  isPeoples: boolean;
  leftOut: readonly string[];
}

/** Deletes in bites, a transaction each and the tables in turn, until nothing is left, or for as many rounds as fit a night. */
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

interface Bitten {
  count: number;
  more: boolean;
  /** Rows that cannot be removed. */
  leftOut: string[];
}

/** One bite of a table. What cannot be removed stays, and holds up neither the other rows nor the other tables. */
async function removeSome(ctx: Ctx, job: Job): Promise<Bitten> {
  try {
    const [count] = await ctx.db.batch([bite(job)]);
    return { count, more: count === job.rowsPerStatement, leftOut: [] };
  } catch (error) {
    if (isEverybodys(error)) throw error;
    if (!job.isPeoples) {
      ctx.log("error", "a table could not be pruned", { table: job.table, error: (error as Error).message });
      return { count: 0, more: false, leftOut: [] };
    }
    const [rows] = await ctx.db.batch([biteRead(job)]);
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

/** The rows of a bite, as what follows FROM. Those of people come in the order of the index `<table>_deleted`. */
const some = ({ where, rowsPerStatement, isPeoples, leftOut }: Job) =>
  isPeoples
    ? sql`where ${where} and id <> all(${`{${leftOut.join(",")}}`}::uuid[]) order by deleted_at limit ${rowsPerStatement}`
    : sql`where ${where} limit ${rowsPerStatement}`;

// Each DELETE says again which rows go, so that one that was restored or used again since it was found stays.
function bite(job: Job): Write<number> {
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

const biteRead = (job: Job) => {
  const from = sql.identifier(job.table);
  return read<Removable>(
    sql`select id, to_jsonb(${from}) ->> 'user_id' as "userId", to_jsonb(${from}) ->> 'household_id' as "householdId" from ${from} ${some(job)}`,
  );
};

const removal = (job: Job, rows: readonly Removable[]) =>
  effect(
    sql`delete from ${sql.identifier(job.table)} where id = any(${`{${rows.map(({ id }) => id).join(",")}}`}::uuid[]) and ${job.where}`,
  );
