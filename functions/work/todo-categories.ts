import { TodoCategoryEvents } from "#core/work/events";
import { todoCategories } from "#core/work/todos.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/work/todo-categories",
  todoCategories,
  {
    write: ["name", "description", "color", "householdId", "isShared"],
    filter: ["householdId", "isShared"],
    sort: ["name"],
    emits: TodoCategoryEvents,
    example: { name: "Travel", color: "#00EAFF" },
  },
);
