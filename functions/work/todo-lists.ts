import * as z from "zod/mini";
import { halfPlace } from "#core/platform/places";
import { TodoListEvents } from "#core/work/events";
import * as Todos from "#core/work/todos";
import { todoLists } from "#core/work/todos.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { InvalidInput } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/todo-lists", todoLists, {
  write: [
    "name",
    "description",
    "categoryId",
    "dueAt",
    "locationName",
    "latitude",
    "longitude",
    "householdId",
    "isShared",
  ],
  filter: ["categoryId", "dueAt", "householdId", "isShared"],
  sort: ["name", "dueAt"],
  emits: TodoListEvents,
  refusals: { todo_lists_place_check: halfPlace() },
  example: { name: "Packing", dueAt: "2026-03-05T18:00:00.000Z" },
});

const { categories, lists, items } = Todos.MAX_TREE;

export const tree = endpoint("GET /v1/work/todo-lists/tree", {
  summary: "Get categories, lists and items as a tree",
  description: `In one answer, without descriptions: at most ${categories} categories and ${lists} lists, newest first, and ${items} items, in their own order. \`truncated\` says when there are more.`,
  query: z.strictObject({ scope: z.optional(z.enum(["mine", "household", "shared"])) }),
  returns: Todos.TodoTree,
  problems: [InvalidInput],
  handler: (ctx) => Todos.tree(ctx, ctx.query.scope),
});
