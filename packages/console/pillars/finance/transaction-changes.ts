/** What is done to transactions from a list. */
import { change } from "#console/data/change.ts";
import type { Transaction } from "./rows.ts";

export const nameOf = ({ merchantName, description }: Pick<Transaction, "merchantName" | "description">) =>
  merchantName || description || undefined;

/** `said` is what the notice says that offers to take it back. */
export const categorise = (row: Transaction, budgetCategoryId: string | null, said: string) =>
  change("finance.transactions.update", {
    path: { transactionId: row.id },
    body: { budgetCategoryId },
    row,
    title: nameOf(row),
    undoText: said,
    undo: () =>
      change("finance.transactions.update", {
        path: { transactionId: row.id },
        body: { budgetCategoryId: row.budgetCategoryId },
        row,
        title: nameOf(row),
      }),
  });

export const remove = (row: Pick<Transaction, "id" | "merchantName" | "description">) =>
  change("finance.transactions.remove", { path: { transactionId: row.id }, row, title: nameOf(row) });
