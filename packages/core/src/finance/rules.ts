/** Rules for transactions: tried on what is there, and applied to it. */
import { desc, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { RuleApplicationEvents } from "#core/finance/events";
import {
  type Answered,
  ATTEMPTS,
  answered,
  type Change,
  changing,
  isMoved,
  MAX_CHANGED,
  type TransactionRow,
  visible,
} from "#core/finance/rule-applications";
import { type Columns, checkExpressions, MAX_STEPS, outcomeOf, type Rule, testOf } from "#core/finance/rule-matching";
import { ruleApplications, transactionRules } from "#core/finance/rules.sql";
import { financeRefusals } from "#core/finance/sayings";
import { transactions } from "#core/finance/transactions.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import type { Read } from "#kit/db";
import { Conflict, ReadOnlyAccess } from "#kit/problem";
import { findRow } from "#kit/row";
import { me } from "#kit/table";

/** The columns of a body, in which each regular expression can be read. */
export function checked<B extends { conditions?: Rule["conditions"] }>(body: B): B {
  checkExpressions(body.conditions);
  return body;
}

/** A preview and an application look at so many transactions, and then say where the next one goes on. */
const MAX_SCANNED = 2_000;
/** A preview shows so many. */
const MAX_SHOWN = 100;

interface Planned extends Change {
  row: TransactionRow;
}

interface Plan {
  /** Whose rule it is. */
  ownerId: string;
  scanned: number;
  /** How many of them meet its conditions, also those that are already as it would make them. */
  matched: number;
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
  const plan: Plan = { ownerId: rule.userId, scanned: 0, matched: 0, changes: [], next: null };
  for (const row of rows) {
    if (plan.changes.length === MAX_CHANGED) return plan;
    const { set: after, met, skipped } = outcomeOf([test], row, named, work);
    // The first is looked at in any case, so that whoever goes on gets further.
    if (skipped.length > 0 && plan.scanned > 0) return plan;
    plan.matched += met;
    if (Object.keys(after).length > 0)
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
      ? sql`${transactions.userId} = ${me} and ${transactions.kind} = 'ordinary'`
      : sql`${transactions.userId} = ${me} and ${transactions.kind} = 'ordinary' and ${transactions.id} < ${before}::uuid`,
    { order: desc(transactions.id), limit: MAX_SCANNED },
  );

const columnsOf = (row: TransactionRow, after: Columns): Columns =>
  Object.fromEntries(Object.keys(after).map((key) => [key, row[key as keyof Columns]]));

/** The categories and vendors that actions of these rules name, and that the speaker sees. */
export const namedByRules = (rules: SQL): Read<Set<string>> =>
  visible(
    sql`select (a ->> key)::uuid from transaction_rules, jsonb_array_elements(transaction_rules.actions) a, unnest('{budgetCategoryId,vendorId}'::text[]) key where ${rules} and a ? key`,
  );

/** What applying a rule would change, without changing it. One flight. */
export async function preview(ctx: Ctx, ruleId: string, before: string | undefined) {
  const { scanned, matched, changes, next } = await planOf(ctx, ruleId, before);
  const some = changes.slice(0, MAX_SHOWN);
  return {
    scanned,
    matched,
    changing: changes.length,
    shown: some.length,
    changes: some.map(({ transactionId, before: now, after }) => ({ transactionId, before: now, after })),
    next,
  };
}

/**
 * Applies a rule to up to 500 of the speaker's own transactions, and records what was before. Two flights. Throws Conflict when the
 * transactions are changed by others again and again, and Forbidden for a rule of somebody else.
 */
export async function apply(ctx: Ctx, ruleId: string, before: string | undefined): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    const { ownerId, scanned, changes, next } = await planOf(ctx, ruleId, before);
    // Whoever was only shown the rule can write one like it.
    if (ownerId !== ctx.actor.userId) throw ReadOnlyAccess();
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
