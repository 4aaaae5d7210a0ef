import { budgetCategories } from "#core/finance/budgets.sql";
import { BudgetCategoryEvents } from "#core/finance/events";
import { crud } from "#kit/crud";
import { Conflict } from "#kit/problem";

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
        Conflict("A budget category cannot be part of itself, neither directly nor through others.", {
          errors: [{ pointer: "#/parentId", detail: "leads back to the category" }],
        }),
    },
    example: { name: "Eating out", groupName: "Food", kind: "expense" },
    update: { problems: [Conflict] },
  },
);
