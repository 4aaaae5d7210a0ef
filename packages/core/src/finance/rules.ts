/** Rules for transactions: tried on what is there, applied to it, and undone. */
import { desc, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { RuleApplicationEvents, TransactionEvents } from "#core/finance/events";
import { type Columns, checkExpressions, MAX_STEPS, outcomeOf, type Rule, testOf } from "#core/finance/rule-matching";
import { ruleApplications, transactionRules } from "#core/finance/rules.sql";
import { financeRefusals } from "#core/finance/sayings";
import { transactions } from "#core/finance/transactions.sql";
import { insert, update } from "#kit/change";
import { updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { Conflict, isConflict } from "#kit/problem";
import { findRow, shown } from "#kit/row";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export type TransactionRow = Row<typeof transactions>;
type Application = Row<typeof ruleApplications>;
type Answered = Omit<Application, "changes">;
type Change = Application["changes"][number];

/** The columns of a body, in which each regular expression can be read. */
export function checked<B extends { conditions?: Rule["conditions"] }>(body: B): B {
  checkExpressions(body.conditions);
  return body;
}

/** A preview and an application look at so many transactions, and then say where the next one goes on. */
const MAX_SCANNED = 2_000;
/** An application changes so many. */
const MAX_CHANGED = 500;
/** A preview shows so many. */
const MAX_SHOWN = 100;

interface Planned extends Change {
  row: TransactionRow;
}

interface Plan {
  scanned: number;
  changes: Planned[];
  /** The id of the last transaction that was looked at; null when there are no more. */
  next: string | null;
}

/**
 * What a rule would change of the speaker's own transactions, those that were added last first, from before one that an earlier plan ended
 * with. One flight. Throws NotFound when the speaker has no such rule.
 */
async function planOf(ctx: Ctx, ruleId: string, before: string | undefined): Promise<Plan> {
  const ofRule = sql`${transactionRules.id} = ${ruleId}::uuid`;
  const [rule, rows, named] = await findRow(
    ctx,
    transactionRules,
    ruleId,
    ownTransactions(before),
    namedByRules(ofRule),
  );
  const test = { test: testOf(rule.conditions), actions: rule.actions };
  const work = { left: MAX_STEPS };
  const plan: Plan = { scanned: 0, changes: [], next: null };
  for (const row of rows) {
    if (plan.changes.length === MAX_CHANGED) return plan;
    const after = outcomeOf([test], row, named, work);
    // The first is looked at in any case, so that whoever goes on gets further.
    if (!after && plan.scanned > 0) return plan;
    if (after && Object.keys(after).length > 0)
      plan.changes.push({ transactionId: row.id, before: columnsOf(row, after), after, row });
    plan.scanned++;
    plan.next = row.id;
  }
  return rows.length < MAX_SCANNED ? { ...plan, next: null } : plan;
}

const ownTransactions = (before: string | undefined) =>
  rowsRead(
    transactions,
    before === undefined
      ? sql`${transactions.userId} = ${me}`
      : sql`${transactions.userId} = ${me} and ${transactions.id} < ${before}::uuid`,
    { order: desc(transactions.id), limit: MAX_SCANNED },
  );

const columnsOf = (row: TransactionRow, after: Columns): Columns =>
  Object.fromEntries(Object.keys(after).map((key) => [key, row[key as keyof Columns]]));

/** The categories and vendors that actions of these rules name, and that the speaker sees. */
export const namedByRules = (rules: SQL): Read<Set<string>> =>
  visible(
    sql`select (a ->> key)::uuid from transaction_rules, jsonb_array_elements(transaction_rules.actions) a, unnest('{budgetCategoryId,vendorId}'::text[]) key where ${rules} and a ? key`,
  );

/** Those of the ids that a query yields that are categories or vendors which the speaker sees. */
function visible(ids: SQL): Read<Set<string>> {
  const query = read<{ id: string }>(
    sql`select id from budget_categories where id in (${ids}) and deleted_at is null union all select id from vendors where id in (${ids})`,
  );
  return { ...query, decode: (result) => new Set(query.decode(result).map(({ id }) => id)) };
}

/** What applying a rule would change, without changing it. One flight. */
export async function preview(ctx: Ctx, ruleId: string, before: string | undefined) {
  const { scanned, changes, next } = await planOf(ctx, ruleId, before);
  return {
    scanned,
    changing: changes.length,
    changes: changes
      .slice(0, MAX_SHOWN)
      .map(({ transactionId, before: now, after }) => ({ transactionId, before: now, after })),
    next,
  };
}

/** Others may change the transactions meanwhile; then it is planned anew. */
const ATTEMPTS = 3;

/**
 * Applies a rule to up to 500 of the speaker's own transactions, and records what was before. Two flights. Throws Conflict when the
 * transactions are changed by others again and again.
 */
export async function apply(ctx: Ctx, ruleId: string, before: string | undefined): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    const { scanned, changes, next } = await planOf(ctx, ruleId, before);
    const recorded = changes.map(({ transactionId, before: was, after }) => ({ transactionId, before: was, after }));
    try {
      const [application] = await ctx.db.batch([
        insert(
          ctx,
          ruleApplications,
          { ruleId, scanned, changed: recorded.length, changes: recorded, next },
          { emits: { event: RuleApplicationEvents.created } },
        ),
        ...changing(
          ctx,
          changes.map(({ row, after }) => ({ row, after })),
        ),
      ]);
      return answered(application);
    } catch (error) {
      if (!isMoved(error)) throw error;
      if (attempt === ATTEMPTS) throw Conflict(financeRefusals("changed_meanwhile"));
    }
  }
}

/** Sets columns of transactions that still have the version that was read; where one does not, the whole batch is refused. */
function changing(ctx: Ctx, changes: readonly { row: TransactionRow; after: Columns }[]) {
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
const isMoved = (error: unknown) => isConflict(error) && (error as { detail?: string }).detail === MOVED;

/**
 * Undoes an application: each column that still is as the rule has made it gets what was before. What was changed since stays, and is
 * counted as kept. An application that is undone already is answered as it is. Two flights.
 */
export async function undo(ctx: Ctx, id: string): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    const [application, rows, named] = await findRow(
      ctx,
      ruleApplications,
      id,
      rowsRead(transactions, sql`${transactions.id} in (${inChanges(id, sql`(c ->> 'transactionId')::uuid`)})`, {
        limit: MAX_CHANGED,
      }),
      visible(
        sql`${inChanges(id, sql`(c -> 'before' ->> 'budgetCategoryId')::uuid`)} union all ${inChanges(id, sql`(c -> 'before' ->> 'vendorId')::uuid`)}`,
      ),
    );
    if (application.undoneAt !== null) return answered(application);
    const { changes } = application;
    const byId = new Map(rows.map((row) => [row.id, row]));
    const restored = changes.map((change) => restoring(change, byId.get(change.transactionId), named));
    const kept = restored.filter((one) => !one).length;
    try {
      const [undone] = await ctx.db.batch([
        update(
          ctx,
          ruleApplications,
          sql`${ruleApplications.id} = ${id}::uuid and ${ruleApplications.undoneAt} is null`,
          { undoneAt: ctx.now().toISOString(), kept },
          { emits: { event: RuleApplicationEvents.undone }, orConflict: MOVED },
        ),
        ...changing(
          ctx,
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
const answered = (application: Application): Answered => shown(ruleApplications, application, ["changes"]);

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
