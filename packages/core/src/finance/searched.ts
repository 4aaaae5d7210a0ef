/** What of money the search finds. */
import { ofEach, searched } from "#core/knowledge/search/searched";

export const accounts = searched({
  type: "account",
  table: "accounts",
  title: "name",
  texts: ["institution"],
  at: ["created_at"],
});
export const transactions = searched({
  type: "transaction",
  table: "transactions",
  title: "merchant_name",
  texts: ["description", "notes", "bank_category"],
  at: ["date"],
});
export const bills = searched({ type: "bill", table: "bills", title: "merchant_name", texts: [], at: ["due_on"] });
export const recurringTransactions = searched({
  type: "recurring_transaction",
  table: "recurring_transactions",
  title: "merchant_name",
  texts: [],
  at: ["next_expected_date", "last_date", "created_at"],
});
export const budgetCategories = searched({
  type: "budget_category",
  table: "budget_categories",
  title: "name",
  texts: ["group_name"],
  at: ["created_at"],
});
export const invoices = searched({
  type: "invoice",
  table: "invoices",
  title: "number",
  texts: ["recipient", "note", ofEach("lines", "description")],
  at: ["issued_on", "created_at"],
});
export const billableEntries = searched({
  type: "billable_entry",
  table: "billable_entries",
  title: "description",
  texts: [],
  at: ["date"],
});
