import { budgetCategories } from "#core/finance/budgets.sql";
import { BudgetCategoryEvents } from "#core/finance/events";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict } from "#kit/problem";

const plain = crud("/v1/finance/budget-categories", budgetCategories, {
  write: ["householdId", "name", "groupName", "kind", "parentId", "sortOrder"],
  filter: ["kind", "groupName", "parentId", "householdId"],
  sort: ["sortOrder", "name"],
  emits: BudgetCategoryEvents,
  example: { name: "Eating out", groupName: "Food", kind: "expense" },
});
export const { list, get, create, remove } = plain;

export const update = endpoint("PATCH /v1/finance/budget-categories/{budgetCategoryId}", {
  ...plain.update.spec,
  problems: [...(plain.update.spec.problems ?? []), Conflict],
  async handler(ctx) {
    try {
      return await plain.update.spec.handler(ctx);
    } catch (error) {
      if ((error as { detail?: string }).detail !== "cycle") throw error;
      throw Conflict("A budget category cannot be part of itself, neither directly nor through others.", {
        errors: [{ pointer: "#/parentId", detail: "leads back to the category" }],
      });
    }
  },
});
