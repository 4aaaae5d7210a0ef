/**
 * Collects all pages of an update before anything of it is applied: what belongs together may be on different pages, and an update that
 * changes while it is read has to be read again from its first page (https://plaid.com/docs/api/products/transactions/#transactionssync).
 */
import { type Page, type RemoteTransaction, refusedWith } from "#core/finance/plaid/api";

export interface Update {
  /** What is there, by its id: added or changed. */
  current: ReadonlyMap<string, RemoteTransaction>;
  /** Ids of what is there no more. */
  removed: ReadonlySet<string>;
  /** Where the next update begins; null while the bank's data are not ready. */
  cursor: string | null;
  /** Whether it names all that there is, and not only what has changed. */
  isFull: boolean;
  /** Whether Plaid has read all of the history. */
  isComplete: boolean;
}

/** A hundred thousand transactions. */
const MAX_PAGES = 200;
/** How often an update is read again because it has changed, before everything is read instead, and then before it is given up. */
const RESTARTS = 3;

/** The update after a cursor. Throws what `pageAfter` throws, and gives up when it goes on changing. */
export async function collect(pageAfter: (cursor: string | null) => Promise<Page>, since: string | null) {
  let from = since;
  for (let restarts = 0; ; restarts++) {
    try {
      return await read(pageAfter, from);
    } catch (error) {
      const code = refusedWith(error);
      // One may end between two pages, too.
      const isCursorEnded = code === "INVALID_FIELD" || code === "INVALID_CURSOR";
      if (code !== "TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION" && !isCursorEnded) throw error;
      if (!isCursorEnded && restarts < RESTARTS) continue;
      if (from === null && restarts >= 2 * RESTARTS) throw error;
      from = null;
    }
  }
}

async function read(pageAfter: (cursor: string | null) => Promise<Page>, from: string | null): Promise<Update> {
  const current = new Map<string, RemoteTransaction>();
  const removed = new Set<string>();
  let cursor = from;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await pageAfter(cursor);
    for (const one of [...page.added, ...page.modified]) {
      current.set(one.transaction_id, one);
      removed.delete(one.transaction_id);
    }
    for (const { transaction_id: id } of page.removed) {
      current.delete(id);
      removed.add(id);
    }
    const isStuck = page.has_more && page.next_cursor === cursor;
    cursor = page.next_cursor === "" ? null : page.next_cursor;
    if (isStuck) throw new Error("Plaid has more transactions and no place to go on from");
    if (page.has_more) continue;
    for (const { pending_transaction_id: pending } of [...current.values()]) {
      // It is the same payment, booked.
      if (pending && current.delete(pending)) removed.add(pending);
    }
    const status = page.transactions_update_status;
    return {
      current,
      removed,
      cursor,
      isFull: from === null && cursor !== null,
      isComplete: status === "HISTORICAL_UPDATE_COMPLETE",
    };
  }
  throw new Error(`Plaid has more than ${MAX_PAGES} pages of transactions`);
}
