/** What consumers of transactions are told by. */
import { TransactionEvents, TransactionImported, TransactionPosted } from "#core/finance/events";

/** All that tells of a transaction that is there: it came, by whatever way, changed, or is back. */
export const transactionChanges = [
  TransactionEvents.created,
  TransactionImported,
  TransactionPosted,
  TransactionEvents.updated,
  TransactionEvents.restored,
] as const;
