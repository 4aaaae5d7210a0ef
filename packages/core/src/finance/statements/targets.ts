/** What a file of a bank makes. */
import { sql } from "drizzle-orm";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import {
  AccountEvents,
  BudgetCategoryEvents,
  TransactionEvents,
  TransactionImported,
  TransactionsBooked,
} from "#core/finance/events";
import { transactionSplits, transactions } from "#core/finance/transactions.sql";
import { importRows } from "#core/ingest/import-jobs.sql";
import type { Target } from "#core/ingest/importer";

export const targets = {
  account: {
    table: accounts,
    emits: AccountEvents,
    movesByItself: true,
    isLockedLast: true,
    dependents: (id) => sql`select t.id from ${transactions} t where t.account_id = ${id} and t.deleted_at is null`,
  },
  budget_category: {
    table: budgetCategories,
    emits: BudgetCategoryEvents,
    isLockedLast: true,
    dependents: (id) => sql`
      select t.id from ${transactions} t where t.deleted_at is null and (t.budget_category_id = ${id}
        or exists (select from ${transactionSplits} s where s.transaction_id = t.id and s.budget_category_id = ${id}))
      union all select c.id from ${budgetCategories} c where c.parent_id = ${id} and c.deleted_at is null`,
  },
  transaction: {
    table: transactions,
    emits: { created: TransactionImported, updated: TransactionEvents.updated, deleted: TransactionEvents.deleted },
    emitsTogether: TransactionsBooked,
    movesByItself: true,
    // What another import has found here as well is that one's, too.
    dependents: (id) => sql`
      select r.id from ${importRows} r where r.entity_id = ${id} and r.part = 0 and r.action = 'linked'
        and r.undo is null and not r.is_dry_run`,
    parts: { splits: transactionSplits },
  },
} satisfies Record<string, Target>;
