import { budgetCategories } from "#core/finance/budgets.sql";
import { BudgetCategoryEvents } from "#core/finance/events";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove } = crud("/v1/finance/budget-categories", budgetCategories, {
  write: ["householdId", "name", "groupName", "kind", "parentId", "sortOrder"],
  filter: ["kind", "groupName", "parentId", "householdId"],
  sort: ["sortOrder", "name"],
  emits: BudgetCategoryEvents,
  example: { name: "Eating out", groupName: "Food", kind: "expense" },
});
