/** Reconciling an account: its owner says what was on it, and one transaction makes up the difference. */
import { sql } from "drizzle-orm";
import { accounts } from "#core/finance/accounts.sql";
import { TransactionEvents } from "#core/finance/events";
import { financeFields, financeRefusals } from "#core/finance/sayings";
import { answered } from "#core/finance/transactions";
import { transactions } from "#core/finance/transactions.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, orFirstTime, read, type Write } from "#kit/db";
import { Conflict, isConflict, NotFound, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { seenRead } from "#kit/row";
import type { Row } from "#kit/wire";

export interface Statement {
  balanceCents: number;
  /** The day at whose end this was the balance. */
  asOf: string;
  /** Only says what is missing, and adds nothing. */
  dryRun?: boolean;
}

const ATTEMPTS = 3;
const MOVED = "account_moved";
/** Somewhere it is that day already. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/**
 * Adds one transaction to an account, so that what it was opened with and what was posted until the end of a day add up to the balance that
 * it had then. None is added when they do, so repeating it does no harm. Two flights, of a trial one. Throws NotFound, and Forbidden where the speaker may
 * only see the account.
 */
export async function reconcile(ctx: Ctx, accountId: string, { balanceCents, asOf, dryRun }: Statement) {
  if (asOf > new Date(ctx.now().getTime() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10))
    throw wrongInput("#/asOf", financeFields("after_today"));
  const answer = (adjustment: Row<typeof transactions> | null, differenceCents = adjustment?.amountCents ?? 0) => ({
    accountId,
    asOf,
    balanceCents,
    differenceCents,
    adjustment: adjustment && answered(adjustment),
  });
  const booked = sql`select a.opening_balance_cents::numeric + a.posted_cents - p.cents as cents
    from posted_after(array[${accountId}::uuid], array[${asOf}::date]) p join accounts a on a.id = p.account_id`;
  for (let attempt = 1; ; attempt++) {
    const [seen, [sum]] = await ctx.db.batch([
      seenRead(accounts, accountId),
      read<{ cents: string }>(sql`select b.cents::text from (${booked}) b`),
    ]);
    if (!seen || !sum) throw NotFound();
    const difference = BigInt(balanceCents) - BigInt(sum.cents);
    const amountCents = Number(difference);
    if (dryRun) {
      if (!seen.mayChange) throw ReadOnlyAccess();
      if (!Number.isSafeInteger(amountCents)) throw Conflict(financeRefusals("balance_too_large"));
      return answer(null, amountCents);
    }
    const adding = insert(
      ctx,
      transactions,
      {
        accountId,
        // Whoever else sees the balance sees what it is made of.
        householdId: sql`(select a.household_id from accounts a where a.id = ${accountId}::uuid and a.household_id = any(my_households()))`,
        date: asOf,
        description: "Adjustment to the stated balance",
        amountCents,
        currency: seen.row.currency,
        status: "posted",
        kind: "adjustment",
      },
      { emits: { event: TransactionEvents.created } },
    );
    if (!seen.mayChange) return answer(await orFirstTime(ctx.db, adding, ReadOnlyAccess()));
    if (!Number.isSafeInteger(amountCents))
      return answer(await orFirstTime(ctx.db, adding, Conflict(financeRefusals("balance_too_large"))));
    if (difference === 0n) return answer(await firstTime(ctx, adding));
    try {
      const [, , adjustment] = await ctx.db.batch([
        effect(sql`select from accounts where id = ${accountId}::uuid for no key update`),
        effect(
          sql`select raise_problem('LF005', ${MOVED}) where not exists (select from (${booked}) b where b.cents = ${sum.cents}::numeric)`,
        ),
        adding,
      ]);
      return answer(adjustment);
    } catch (error) {
      if (!isConflict(error) || (error as { detail?: string }).detail !== MOVED) throw error;
      if (attempt === ATTEMPTS) throw Conflict(financeRefusals("changed_meanwhile"));
    }
  }
}

/** What was added when this request came for the first time, for one that is repeated after it; null when there is nothing to add. */
async function firstTime(ctx: Ctx, adding: Write<Row<typeof transactions>>) {
  const nothing = Conflict(financeRefusals("changed_meanwhile"));
  try {
    return await orFirstTime(ctx.db, adding, nothing);
  } catch (error) {
    if (error === nothing) return null;
    throw error;
  }
}
