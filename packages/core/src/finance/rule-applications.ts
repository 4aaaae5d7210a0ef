/** What applying a rule has changed, and its undo. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { RuleApplicationEvents, TransactionEvents } from "#core/finance/events";
import type { Columns } from "#core/finance/rule-matching";
import { ruleApplications } from "#core/finance/rules.sql";
import { financeRefusals } from "#core/finance/sayings";
import { transactions } from "#core/finance/transactions.sql";
import { update } from "#kit/change";
import { updateMany } from "#kit/change-many";
import { type Ctx, causedBy } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { Conflict, isConflict } from "#kit/problem";
import { findRow, shown } from "#kit/row";
import { lastEventOf } from "#kit/story";
import type { Row } from "#kit/wire";

export type TransactionRow = Row<typeof transactions>;
type Application = Row<typeof ruleApplications>;
/** An application without what was before. */
export type Answered = Omit<Application, "changes">;
export type Change = Application["changes"][number];

/** An application changes so many transactions at most. */
export const MAX_CHANGED = 500;

/** Others may change the transactions meanwhile; then it is decided anew. */
export const ATTEMPTS = 3;

/** Sets columns of transactions that still have the version that was read; where one does not, the whole batch is refused. */
export function changing(ctx: Ctx, changes: readonly { row: TransactionRow; after: Columns }[]) {
  if (changes.length === 0) return [];
  const keys = [...new Set(changes.flatMap(({ after }) => Object.keys(after)))] as (keyof Columns)[];
  const rows = changes.map(({ row, after }) => ({
    id: row.id,
    ...Object.fromEntries(keys.map((key) => [key, key in after ? after[key] : row[key]])),
  }));
  const seen = sql`unnest(${`{${changes.map(({ row }) => row.id).join(",")}}`}::uuid[], ${`{${changes.map(({ row }) => row.version).join(",")}}`}::int[]) seen (id, version)`;
  return [
    // Before the change, because afterwards the versions are others; the rows are locked, in the order in which the change locks them.
    effect(
      sql`select raise_problem('LF005', ${MOVED}) where (select count(*) from (select t.id from ${transactions} t join ${seen} on t.id = seen.id and t.version = seen.version where t.deleted_at is null order by t.id for update of t) still) < ${changes.length}::int`,
    ),
    updateMany(ctx, transactions, rows, { emits: { event: TransactionEvents.updated } }),
  ];
}

const MOVED = "transactions_moved";
export const isMoved = (error: unknown) => isConflict(error) && (error as { detail?: string }).detail === MOVED;

/**
 * Undoes an application: each column that still is as the rule has made it gets what was before. What was changed since stays, and is
 * counted as kept. An application that is undone already is answered as it is. Two flights.
 */
export async function undo(ctx: Ctx, id: string): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    const [application, rows, applied, named] = await findRow(
      ctx,
      ruleApplications,
      id,
      rowsRead(transactions, sql`${transactions.id} in (${inChanges(id, sql`(c ->> 'transactionId')::uuid`)})`, {
        limit: MAX_CHANGED,
      }),
      lastEventOf(id),
      visible(
        sql`${inChanges(id, sql`(c -> 'before' ->> 'budgetCategoryId')::uuid`)} union all ${inChanges(id, sql`(c -> 'before' ->> 'vendorId')::uuid`)}`,
      ),
    );
    if (application.undoneAt !== null) return answered(application);
    const { changes } = application;
    const byId = new Map(rows.map((row) => [row.id, row]));
    const restored = changes.map((change) => restoring(change, byId.get(change.transactionId), named));
    const kept = restored.filter((one) => !one).length;
    const story = causedBy(ctx, applied);
    try {
      const [undone] = await ctx.db.batch([
        update(
          story,
          ruleApplications,
          // The version is another once a vendor was merged that the record names.
          sql`${ruleApplications.id} = ${id}::uuid and ${ruleApplications.undoneAt} is null and ${ruleApplications.version} = ${application.version}::int`,
          { undoneAt: ctx.now().toISOString(), kept },
          { emits: { event: RuleApplicationEvents.undone }, orConflict: MOVED },
        ),
        ...changing(
          story,
          restored.filter((one) => one !== undefined),
        ),
      ]);
      return answered(undone!);
    } catch (error) {
      if (!isMoved(error)) throw error;
      if (attempt === ATTEMPTS) throw Conflict(financeRefusals("changed_meanwhile"));
    }
  }
}

/** SQL that looks at each change `c` of an application. */
const inChanges = (id: string, value: SQL): SQL =>
  sql`select ${value} from rule_applications r, jsonb_array_elements(r.changes) c where r.id = ${id}::uuid`;

/** Without what was before, which only an undo needs. */
export const answered = (application: Application): Answered => shown(ruleApplications, application, ["changes"]);

/** The columns of before that are still as the rule has made them. What they name may be gone by now, and then is nothing. */
function restoring({ before, after }: Change, row: TransactionRow | undefined, named: ReadonlySet<string>) {
  if (!row) return undefined;
  const same = Object.entries(before).filter(([key]) => row[key as keyof Columns] === after[key as keyof Columns]);
  if (same.length === 0) return undefined;
  const isGone = (key: string, value: unknown) =>
    (key === "budgetCategoryId" || key === "vendorId") && typeof value === "string" && !named.has(value);
  return {
    row,
    after: Object.fromEntries(same.map(([key, value]) => [key, isGone(key, value) ? null : value])) as Columns,
  };
}

/** Those of the ids that a query yields that are categories or vendors which the speaker sees. */
export function visible(ids: SQL): Read<Set<string>> {
  const query = read<{ id: string }>(
    sql`select id from budget_categories where id in (${ids}) and deleted_at is null union all select id from vendors where id in (${ids})`,
  );
  return { ...query, decode: (result) => new Set(query.decode(result).map(({ id }) => id)) };
}
