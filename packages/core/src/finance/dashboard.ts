/** The parts of the dashboard that finance adds. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { TransactionEvents, TransactionImported, TransactionPosted, TransactionsBooked } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { dashboardPart, rows, span } from "#core/platform/dashboard-part";
import { me } from "#kit/table";
import { Currency } from "#kit/wire";

const Spend = z.strictObject({
  currency: Currency,
  /** Spending as a positive amount; transfers between own accounts and adjustments of balances are excluded. */
  amountCents: z.int(),
  transactions: z.int(),
});

const spentSince = (day: SQL) =>
  rows(
    sql`select currency, least(-sum(amount_cents), ${Number.MAX_SAFE_INTEGER}::bigint) as "amountCents", count(*) as transactions from ${transactions}
      where user_id = ${me} and deleted_at is null and transfer_pair_id is null and kind = 'ordinary' and amount_cents < 0 and date >= ${day} and date <= ${span.today}
      group by currency order by currency`,
  );

export const spend = dashboardPart({
  shape: z.strictObject({ today: z.array(Spend), thisWeek: z.array(Spend) }),
  empty: { today: [], thisWeek: [] },
  changedBy: [TransactionEvents, TransactionImported, TransactionsBooked, TransactionPosted],
  figures: sql`jsonb_build_object('today', ${spentSince(span.today)}, 'thisWeek', ${spentSince(span.weekStart)})`,
});
