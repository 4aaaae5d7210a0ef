/** Lists of things to do, buy or pack, in categories; a household sees those that are marked shared. */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { wholePlace } from "#core/platform/places";
import { boolean, instant, integer, numeric, oneOf, text, uuid, versioned } from "#kit/columns";
import { shared } from "#kit/table";

export const todoStatuses = ["not_started", "started", "in_progress", "completed"] as const;

const createdBy = () =>
  uuid()
    .default(sql`nullif(current_setting('app.user_id', true), '')::uuid`)
    .references(() => users.id, { onDelete: "set null" });
const isShared = () => boolean().notNull().default(false);
const whereAndWhen = () => ({
  dueAt: instant(),
  locationName: text(300),
  latitude: numeric({ min: -90, max: 90, pair: "longitude" }),
  longitude: numeric({ min: -180, max: 180 }),
});
const onlyIfShared = { andOnlyIf: (row: string) => `${row}.is_shared` };

export const todoCategories = shared(
  "todo_categories",
  {
    createdBy: createdBy(),
    name: text(200).notNull(),
    description: text(2000),
    color: text(7, { format: "color" }).notNull().default("#00EAFF"),
    isShared: isShared(),
    ...versioned(),
  },
  (t) => [
    index("todo_categories_user").on(t.userId, sql`id desc`),
    index("todo_categories_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("todo_categories_created_by").on(t.createdBy),
  ],
  { ...onlyIfShared, title: "name" },
);

export const todoLists = shared(
  "todo_lists",
  {
    createdBy: createdBy(),
    categoryId: uuid().references(() => todoCategories.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    description: text(2000),
    ...whereAndWhen(),
    isShared: isShared(),
    ...versioned(),
  },
  (t) => [
    index("todo_lists_user").on(t.userId, sql`id desc`),
    index("todo_lists_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("todo_lists_category").on(t.categoryId),
    index("todo_lists_created_by").on(t.createdBy),
    check("todo_lists_place_check", wholePlace()),
  ],
  { ...onlyIfShared, within: { categoryId: "todo_categories" }, title: "name" },
);

export const todoItems = shared(
  "todo_items",
  {
    createdBy: createdBy(),
    listId: uuid().references(() => todoLists.id, { onDelete: "set null" }),
    name: text(500).notNull(),
    description: text(10_000),
    status: oneOf(...todoStatuses)
      .notNull()
      .default("not_started"),
    ...whereAndWhen(),
    isShared: isShared(),
    startedAt: instant(),
    completedAt: instant(),
    completedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    sortOrder: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("todo_items_user").on(t.userId, sql`id desc`),
    index("todo_items_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("todo_items_list").on(t.listId, t.sortOrder),
    index("todo_items_created_by").on(t.createdBy),
    index("todo_items_completed_by").on(t.completedBy).where(sql`completed_by is not null`),
    check("todo_items_place_check", wholePlace()),
  ],
  { ...onlyIfShared, within: { listId: "todo_lists" }, title: "name" },
);
