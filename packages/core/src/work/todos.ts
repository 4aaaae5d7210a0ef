/**
 * Todo lists: categories, lists and items. Each row belongs to its owner; with a household and `isShared` it is visible to the
 * household, too. The database makes an item belong to the owner of its list, and shares it like the list.
 */

import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { workRefusals } from "#core/work/sayings";
import { todoCategories, todoItems, todoLists, type todoStatuses } from "#core/work/todos.sql";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { scopeOf } from "#kit/list";
import { raised } from "#kit/saying";
import { rowReader } from "#kit/selection";
import { columnsOf } from "#kit/table";
import { internal, type Row, rowSchema } from "#kit/wire";

type Status = (typeof todoStatuses)[number];

/** The fields of an item that determine further columns. */
export interface Given {
  status?: Status;
  listId?: string | null;
  householdId?: string | null;
  isShared?: boolean;
}

/** The columns of a new item. */
export function created<G extends Given>(ctx: Ctx, given: G) {
  const { status = "not_started" } = given;
  const now = ctx.now().toISOString();
  return {
    ...given,
    ...unlessShared(given),
    ...(status !== "not_started" && { startedAt: now }),
    ...(status === "completed" && { completedAt: now, completedBy: ctx.actor.userId }),
  };
}

const SHARED_LIST = raised(workRefusals("list_shared"));

/** Refuses to mark an item as not shared while its list is shared. */
function unlessShared({ listId, householdId, isShared }: Given) {
  if (!listId || (householdId !== null && isShared !== false)) return {};
  const shared = sql`exists (select from todo_lists l where l.id = ${listId}::uuid and l.is_shared and l.household_id is not null)`;
  // CASE guarantees that the function, which raises the conflict, is called only in that case.
  return { isShared: sql`case when ${shared} then raise_problem('LF005', ${SHARED_LIST}) else false end` };
}

/**
 * The columns that a PATCH sets. The time of the first start stays until the item is not started again; the time and person of
 * the completion stay as long as it is completed.
 */
export function changed<G extends Given>(ctx: Ctx, given: G) {
  return { ...given, ...timesOf(ctx, given.status) };
}

function timesOf({ now, actor }: Ctx, status: Status | undefined) {
  if (status === undefined) return {};
  if (status === "not_started") return { startedAt: null, completedAt: null, completedBy: null };
  const at = now().toISOString();
  const startedAt = sql`coalesce(${todoItems.startedAt}, ${at}::timestamptz)`;
  if (status !== "completed") return { startedAt, completedAt: null, completedBy: null };
  const unlessDone = (column: PgColumn, value: SQL) =>
    sql`case when ${todoItems.status} = 'completed' then ${column} else ${value} end`;
  return {
    startedAt,
    completedAt: unlessDone(todoItems.completedAt, sql`${at}::timestamptz`),
    completedBy: unlessDone(todoItems.completedBy, sql`${actor.userId}::uuid`),
  };
}

// ── The tree ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The most categories and lists (the newest) and items (the first) in a tree; `truncated` tells that there are more. */
export const MAX_TREE = { categories: 100, lists: 500, items: 2_000 } as const;

// Descriptions are long, and a tree is read for an overview.
const OMIT = ["description"] as const;
type Shown<T extends PgTable> = Omit<Row<T>, "description">;
export type ItemNode = Shown<typeof todoItems>;
export type ListNode = Shown<typeof todoLists> & { items: ItemNode[] };
export type CategoryNode = Shown<typeof todoCategories> & { lists: ListNode[] };

const ItemSchema = rowSchema(todoItems, OMIT);
const ListSchema = rowSchema(todoLists, OMIT, { items: z.array(ItemSchema) });
const CategorySchema = rowSchema(todoCategories, OMIT, { lists: z.array(ListSchema) });

export const TodoTree = z.strictObject({
  categories: z.array(CategorySchema),
  /** Lists outside of the categories above. */
  lists: z.array(ListSchema),
  /** Items outside of the lists above. */
  items: z.array(ItemSchema),
  truncated: z.boolean(),
});

export type Scope = "mine" | "household" | "shared";

/**
 * Categories with their lists and items, in one flight. `scope` selects by owner: what is below a category or list is included,
 * whoever created it.
 */
export async function tree(ctx: Ctx, scope: Scope | undefined): Promise<z.output<typeof TodoTree>> {
  const within = (table: PgTable) => scopeOf(columnsOf(table), scope)!;
  const newest = sql`id desc`;
  const categoryIds = sql`select ${todoCategories.id} from ${todoCategories} where ${todoCategories.deletedAt} is null and ${within(todoCategories)}`;
  const ofLists = sql`(${within(todoLists)} or ${todoLists.categoryId} in (${categoryIds}))`;
  const listIds = sql`select ${todoLists.id} from ${todoLists} where ${todoLists.deletedAt} is null and ${ofLists}`;
  const ofItems = sql`(${within(todoItems)} or ${todoItems.listId} in (${listIds}))`;

  const [categories, lists, items] = await ctx.db.batch([
    some(todoCategories, within(todoCategories), newest, MAX_TREE.categories),
    some(todoLists, ofLists, newest, MAX_TREE.lists),
    some(todoItems, ofItems, sql`sort_order, id`, MAX_TREE.items),
  ]);
  return {
    ...hung(categories.rows, lists.rows, items.rows),
    truncated: categories.more || lists.more || items.more,
  };
}

/** The first rows of a table that are not deleted, and whether there are more. */
function some<T extends PgTable>(
  table: T,
  where: SQL,
  order: SQL,
  limit: number,
): Read<{ rows: Shown<T>[]; more: boolean }> {
  const columns = columnsOf(table);
  const omitted: readonly string[] = OMIT;
  const selected = Object.entries(columns)
    .filter(([key, column]) => !internal(column, key) && !omitted.includes(key))
    .map(([key, column]) => sql`${column} as ${sql.identifier(key)}`);
  return {
    ...read(
      sql`select ${sql.join(selected, sql`, `)} from ${table} where ${columns.deletedAt} is null and ${where} order by ${order} limit ${limit + 1}`,
    ),
    decode: ({ columns: names, rows }) => ({
      rows: rows.slice(0, limit).map(rowReader(columns, names)) as Shown<T>[],
      more: rows.length > limit,
    }),
  };
}

function hung(categories: Shown<typeof todoCategories>[], lists: Shown<typeof todoLists>[], items: ItemNode[]) {
  const categoryNodes = new Map(categories.map((one) => [one.id, { ...one, lists: [] as ListNode[] }]));
  const listNodes = new Map(lists.map((one) => [one.id, { ...one, items: [] as ItemNode[] }]));
  const loose = { lists: [] as ListNode[], items: [] as ItemNode[] };
  for (const node of listNodes.values()) (categoryNodes.get(node.categoryId ?? "")?.lists ?? loose.lists).push(node);
  for (const item of items) (listNodes.get(item.listId ?? "")?.items ?? loose.items).push(item);
  return { categories: [...categoryNodes.values()], ...loose };
}
