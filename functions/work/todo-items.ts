import type * as z from "zod/mini";
import { halfPlace } from "#core/platform/places";
import { TodoItemEvents } from "#core/work/events";
import * as Todos from "#core/work/todos";
import { todoItems } from "#core/work/todos.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict } from "#kit/problem";

const plain = crud("/v1/work/todo-items", todoItems, {
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
});
export const { list, get, remove, changes } = plain;

const asGiven = (body: z.ZodMiniType | undefined) => body as z.ZodMiniType<Todos.Given>;

export const create = endpoint("POST /v1/work/todo-items", {
  ...plain.create.spec,
  description: "An item of a list is the list's owner's, and is shared as the list is.",
  body: asGiven(plain.create.spec.body),
  problems: [...(plain.create.spec.problems ?? []), Conflict],
  handler: (ctx) => plain.create.spec.handler({ ...ctx, body: Todos.created(ctx, ctx.body) }),
});

export const update = endpoint("PATCH /v1/work/todo-items/{todoItemId}", {
  ...plain.update.spec,
  description: "`startedAt`, `completedAt` and `completedBy` follow `status`.",
  body: asGiven(plain.update.spec.body),
  problems: [...(plain.update.spec.problems ?? []), Conflict],
  handler: (ctx) => plain.update.spec.handler({ ...ctx, body: Todos.changed(ctx, ctx.body) }),
});
