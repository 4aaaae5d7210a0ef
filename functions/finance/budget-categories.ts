import { budgetCategories } from "#core/finance/budgets.sql";
import { BudgetCategoryEvents } from "#core/finance/events";
import { financeFields, financeRefusals } from "#core/finance/sayings";
import { crud } from "#kit/crud";
import { Conflict, wrong } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/finance/budget-categories",
  budgetCategories,
  {
    write: ["householdId", "name", "groupName", "kind", "parentId", "sortOrder"],
    filter: ["kind", "groupName", "parentId", "householdId"],
    sort: ["sortOrder", "name"],
    emits: BudgetCategoryEvents,
    refusals: {
      cycle: () =>
        Conflict(financeRefusals("category_of_itself"), { errors: [wrong("#/parentId", financeFields("leads_back"))] }),
    },
    example: { name: "Eating out", groupName: "Food", kind: "expense" },
    update: { problems: [Conflict] },
  },
);
