import { halfPlace } from "#core/platform/places";
import { TodoItemEvents } from "#core/work/events";
import * as Todos from "#core/work/todos";
import { todoItems } from "#core/work/todos.sql";
import { crud } from "#kit/crud";
import { Conflict } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/todo-items", todoItems, {
  write: [
    "name",
    "description",
    "listId",
    "status",
    "dueAt",
    "locationName",
    "latitude",
    "longitude",
    "householdId",
    "isShared",
    "sortOrder",
  ],
  filter: ["listId", "status", "dueAt", "completedAt", "householdId", "isShared"],
  sort: ["name", "dueAt", "sortOrder", "completedAt"],
  emits: TodoItemEvents,
  refusals: { todo_items_place_check: halfPlace() },
  example: { name: "Passport", status: "not_started", sortOrder: 1 },
  created: Todos.created,
  changed: Todos.changed,
  create: {
    description: "An item of a list is the list's owner's, and is shared as the list is.",
    problems: [Conflict],
  },
  update: { description: "`startedAt`, `completedAt` and `completedBy` follow `status`.", problems: [Conflict] },
});
