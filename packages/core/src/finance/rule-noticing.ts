/** Notices what a person does by hand three times for a merchant, and proposes the rule that would do it by itself. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { MAX_RULES } from "#core/finance/arrival";
import { RuleApplicationEvents, RuleProposalEvents, TransactionEvents } from "#core/finance/events";
import type { TransactionRow } from "#core/finance/rule-applications";
import { MAX_STEPS, outcomeOf, type Rule, testOf } from "#core/finance/rule-matching";
import { ruleProposals, transactionRules } from "#core/finance/rules.sql";
import { transactions } from "#core/finance/transactions.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** So often the same is done by hand before it is proposed. */
const TIMES = 3;
/** Among so many transactions of a merchant, the last ones. */
const MAX_LOOKED_AT = 200;
/** A shorter beginning of names is that of others as well. */
const MIN_COMMON = 3;

const SET_BY_HAND = ["budgetCategoryId", "vendorId"] as const;
type SetByHand = (typeof SET_BY_HAND)[number];

/**
 * Proposes a rule when the category or the vendor that a person gave a transaction by hand is one that they gave its merchant twice before,
 * and that no rule of theirs gives it. Once for a merchant and what it gets, also when it was dismissed. At most two flights.
 */
export async function notice(ctx: Ctx, transactionId: string, changed: readonly string[]): Promise<void> {
  const keys = SET_BY_HAND.filter((key) => changed.includes(key));
  if (keys.length === 0) return;
  const [row, rules, ...alike] = await ctx.db.batch([
    rowRead(transactions, transactionId),
    rowsRead(transactionRules, sql`${transactionRules.userId} = ${me} and ${transactionRules.isActive}`, {
      order: sql`${transactionRules.priority}, ${transactionRules.id}`,
      limit: MAX_RULES,
    }),
    ...keys.map((key) => doneByHand(transactionId, key)),
  ]);
  if (!row || row.userId !== ctx.actor.userId || !row.merchantKey) return;
  const proposals = keys.flatMap((key, at) => {
    const value = row[key];
    const names = alike[at]!.map(({ merchantName }) => merchantName);
    if (value === null || names.length < TIMES || isDoneBy(rules, row, key, value)) return [];
    return [
      insert(
        ctx,
        ruleProposals,
        {
          merchantKey: cut(row.merchantKey!, 200),
          merchantName: row.merchantName!,
          conditions: conditionsFor(names),
          [key]: value,
        },
        { emits: { event: RuleProposalEvents.created }, onConflict: "nothing" },
      ),
    ];
  });
  if (proposals.length > 0) await ctx.db.batch(proposals);
}

/**
 * The last transactions of the same merchant that have the same category or vendor, and got it from their person: not from a rule, be it on
 * arrival or applied by that person.
 */
function doneByHand(transactionId: string, key: SetByHand): Read<{ merchantName: string }[]> {
  const column = sql.raw(key === "vendorId" ? "vendor_id" : "budget_category_id");
  return read<{ merchantName: string }>(sql`
    with one as materialized (select t.merchant_key as key, t.${column} as value from transactions t where t.id = ${transactionId}::uuid and t.user_id = ${me} and t.deleted_at is null),
    last as materialized (
      select t.id, t.merchant_name, t.${column} as value from transactions t
      where t.user_id = ${me} and t.merchant_key = (select key from one) and t.deleted_at is null
      order by t.date desc, t.id desc limit ${MAX_LOOKED_AT}::int)
    select last.merchant_name as "merchantName" from last join one on last.value = one.value
    where exists (
      select from events e where e.entity_type = ${TransactionEvents.updated.entityType} and e.entity_id = last.id
        and e.event_type = ${TransactionEvents.updated.type} and e.origin = 'api' and ${key}::text = any(e.changed)
        and not exists (
          select from events a where a.correlation_id = e.correlation_id and a.entity_type = ${RuleApplicationEvents.created.entityType}))
    limit ${MAX_LOOKED_AT}::int`);
}

function isDoneBy(rules: readonly Rule[], row: TransactionRow, key: SetByHand, value: string): boolean {
  const tests = rules.map(({ conditions, actions }) => ({ test: testOf(conditions), actions }));
  // What it has by now is what a rule would give it; asked as if it had nothing.
  const { set } = outcomeOf(tests, { ...row, [key]: null }, new Set([value]), { left: MAX_STEPS });
  return set[key] === value;
}

/** The name that all have, or else the words that all begin with, or else any of their names. */
export function conditionsFor(names: readonly string[]): Rule["conditions"] {
  const distinct = [
    ...new Map(names.map((name) => [name.normalize("NFKC").toLowerCase().trim(), name.trim()])).values(),
  ];
  const is = (value: string) => ({ field: "merchantName" as const, operator: "is" as const, value });
  const [first = "", ...others] = distinct;
  if (others.length === 0) return { match: "all", conditions: [is(first)] };
  const words = distinct.map((name) => name.split(/\s+/));
  const same = (words[0] ?? []).findIndex((word, at) =>
    words.some((one) => one[at]?.toLowerCase() !== word.toLowerCase()),
  );
  const common = (same < 0 ? words[0]! : words[0]!.slice(0, same)).join(" ");
  if (common.replace(/[^\p{L}]/gu, "").length >= MIN_COMMON)
    return { match: "all", conditions: [{ field: "merchantName", operator: "starts_with", value: common }] };
  return { match: "any", conditions: distinct.slice(0, 20).map(is) };
}
