/** What may be a transfer between two accounts, and what became of that. A transfer itself is the pair of its two transactions. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { transactions } from "#core/finance/transactions.sql";
import { instant, oneOf, uuid, versioned } from "#kit/columns";
import { child } from "#kit/table";

// A part of the outflow, so that whoever may change that one can accept or dismiss it, and what one member has dismissed no other is asked.
export const transferProposals = child(
  "transfer_proposals",
  { table: transactions, key: "outflow_id" },
  {
    outflowId: uuid()
      .notNull()
      .references(() => transactions.id, { onDelete: "cascade" }),
    inflowId: uuid()
      .notNull()
      .references(() => transactions.id, { onDelete: "cascade" }),
    status: oneOf("proposed", "accepted", "dismissed").notNull().default("proposed"),
    decidedAt: instant(),
    ...versioned(),
  },
  (t) => [
    unique("transfer_proposals_pair").on(t.outflowId, t.inflowId),
    index("transfer_proposals_inflow").on(t.inflowId),
    index("transfer_proposals_open").on(t.outflowId).where(sql`status = 'proposed'`),
  ],
);
