/** The transactions that a flight of an import has brought in, for whoever follows them. */
import { type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import type { TransactionsBooked } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { createdRows } from "#core/ingest/import-rows";
import { ROWS_A_FLIGHT } from "#core/ingest/importer";
import type { PayloadOf } from "#kit/event";
import { me } from "#kit/table";

export type Booked = PayloadOf<typeof TransactionsBooked>;

/** The ids of the speaker's transactions that came in together, as an array in SQL, by which each is found in the index. */
export const bookedIds = (booked: Booked): SQL => sql`array(${createdRows("transaction", booked)})`;

/** Those of the speaker's transactions that came in together which `where` names, a condition about `transactions`. */
export const bookedRead = (booked: Booked, where: SQL) =>
  rowsRead(
    transactions,
    sql`${transactions.id} = any(${bookedIds(booked)}) and ${transactions.userId} = ${me}
      and ${transactions.status} = 'posted' and ${transactions.kind} = 'ordinary' and ${where}`,
    { order: sql`${transactions.id}`, limit: ROWS_A_FLIGHT },
  );
