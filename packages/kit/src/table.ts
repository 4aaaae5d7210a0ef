/**
 * Tables that carry their own row-level policy. Who may see and change a row is part of declaring the table and cannot be
 * forgotten; `migrations/` turns policies into grants, forced security and reference checks (see `secure_tables()` there).
 *
 * - `owned`: only its user, plus whoever holds a grant on the row
 * - `shared`: its user, any member of its household when `household_id` is set, and grantees
 * - `household`: the members of its household; it has no user
 * - `child`: whoever may see (to read) or change (to write) the parent row
 * - `service`: nobody; reached by the service role or through a definer function
 *
 * Rows of the first three kinds can be restored: deleting a row only sets its `deletedAt`, and it is removed for good some days
 * later. A table opts out with a reason (`deletedForGood`), or because it is append-only or read-only. Whoever reads such a table
 * must leave deleted rows out. Rows that a foreign key would cascade to are marked and restored with it (see `mark_parts` in
 * `migrations/`). Other rows keep their references to a deleted row until it is removed, so that a restored row is referred to as
 * before.
 */
import { type BuildExtraConfigColumns, getTableColumns, getTableName, sql } from "drizzle-orm";
import {
  type PgColumn,
  type PgColumnBuilderBase,
  type PgTable,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgRole,
  pgTable,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, snake } from "./columns.ts";
import { ACCESS_GRANTS, households, users } from "./platform-tables.ts";
import { type Access, accessOf, reached, type Within } from "./table-access.ts";
import { checks, followed, found } from "./table-parts.ts";

/** The role every request runs as: it owns no table and cannot bypass row-level security. */
export const appRole = pgRole("lifeos_app").existing();

/** The user the transaction speaks as. After a transaction-local set_config the setting reads as '' and not as NULL. */
export const ME = "(select nullif(current_setting('app.user_id', true), '')::uuid)";
export const me = sql.raw(ME);

/**
 * A restrictive policy beside a table's own: rows of a pillar are visible only to those who may read the pillar; an API key may
 * be limited to some pillars. `pillar` is SQL over a row.
 */
export const pillarPolicy = (table: string, pillar: string): TableExtra =>
  pgPolicy(`${table}_pillar`, {
    as: "restrictive",
    to: appRole,
    for: "select",
    using: sql.raw(
      `(select nullif(current_setting('app.pillars', true), '')) is null OR ${pillar} = ANY((select string_to_array(current_setting('app.pillars', true), ','))::text[])`,
    ),
  });

type Columns = Record<string, PgColumnBuilderBase>;
type TableExtra = PgTableExtraConfigValue;
type Extra<C extends Columns> = (table: BuildExtraConfigColumns<string, C & Always, "pg">) => TableExtra[];
type Always = { id: Uuid; userId: Uuid; householdId: Uuid; createdAt: Stamp; updatedAt: Stamp };
type Uuid = ReturnType<typeof uuid>;

export interface TableOptions {
  /** The containers of this table's rows: `{ listId: "todo_lists" }`. */
  within?: Within;
  /** No grants on rows of this table: secrets, settings, records of what happened. */
  private?: boolean;
  /** Rows that nobody changes or deletes once written. */
  appendOnly?: boolean;
  /** The application may read but not write; the service role writes. */
  readOnly?: boolean;
  /** The reason why rows of this table are deleted at once and cannot be restored. */
  deletedForGood?: string;
  /** The column that people know its rows by, and find them by: it gets an index for the search (see `find_titles` in `migrations/`). */
  title?: string;
}

const CHANGING = "'owner','collaborator'";

const granted = (row: string, roles?: string) =>
  `EXISTS (select 1 from ${ACCESS_GRANTS} g where g.entity_id = ${row}.id and g.grantor_id = ${row}.user_id and g.grantee_id = ${ME}${roles ? ` and g.role in (${roles})` : ""})`;

/** The row is in no household or in one of the caller's. */
const intoMine = (row: string) =>
  `(${row}.household_id IS NULL OR ${row}.household_id = ANY(((select my_households()))::uuid[]))`;

/**
 * The INSERT policy: the owner may add a row, shared with one of their own households at most. Whoever may change a container may
 * add rows to it; such a row belongs to the container's owner. A trigger sets that owner and checks that the caller may change
 * the container (`belong`).
 */
function addition(name: string, own: string, { within }: TableOptions): string {
  if (!within) return own;
  const held = Object.keys(within).map((key) => `${name}.${snake(key)} IS NOT NULL`);
  return `(${own}) OR (${name}.user_id <> ${ME} AND (${held.join(" OR ")}))`;
}

const anyOf = (...conditions: string[]) => conditions.filter(Boolean).join(" OR ");

/** A table whose rows belong to one person. */
export function owned<N extends string, C extends Columns, const O extends TableOptions = object>(
  name: N,
  columns: C,
  extra?: Extra<C>,
  options: O = {} as O,
) {
  const mine = (row: string) => `${row}.user_id = ${ME}`;
  const access: Access = {
    kind: "owned",
    read: (row) => (options.private ? mine(row) : anyOf(mine(row), granted(row), reached(row, options.within))),
    write: (row) =>
      options.private ? mine(row) : anyOf(mine(row), granted(row, CHANGING), reached(row, options.within, true)),
    // Only the owner (or the household) may delete the row; a grantee may at most change it.
    remove: mine,
    within: options.within,
    title: options.title,
  };
  return declare(
    pgTable(
      name,
      {
        id: id(),
        userId: userId(),
        ...columns,
        ...stamps(options),
      },
      (table) => [
        ...policies(name, access, addition(name, mine(name), options), options),
        ...followed(name, table),
        ...found(name, table, options.title),
        ...withChecks(name, table, extra),
      ],
    ),
    access,
  );
}

/** A table whose rows belong to one person who may share each with a household. */
export function shared<
  N extends string,
  C extends Columns,
  const O extends TableOptions & { andOnlyIf?: (row: string) => string } = object,
>(name: N, columns: C, extra?: Extra<C>, options: O = {} as O) {
  const inHousehold = (row: string) => {
    const member = `${row}.household_id = ANY(((select my_households()))::uuid[])`;
    return options.andOnlyIf ? `(${member} AND ${options.andOnlyIf(row)})` : member;
  };
  const access: Access = {
    kind: "shared",
    read: (row) => anyOf(`${row}.user_id = ${ME}`, inHousehold(row), granted(row), reached(row, options.within)),
    write: (row) =>
      anyOf(`${row}.user_id = ${ME}`, inHousehold(row), granted(row, CHANGING), reached(row, options.within, true)),
    remove: (row) => `${row}.user_id = ${ME} OR ${inHousehold(row)}`,
    household: (row) =>
      options.andOnlyIf ? `case when ${options.andOnlyIf(row)} then ${row}.household_id end` : `${row}.household_id`,
    within: options.within,
    title: options.title,
  };
  // Stricter than the read condition: without it a stranger could insert rows into any household.
  const insert = addition(name, `${name}.user_id = ${ME} AND ${intoMine(name)}`, options);
  return declare(
    pgTable(
      name,
      {
        id: id(),
        userId: userId(),
        householdId: householdId(),
        ...columns,
        ...stamps(options),
      },
      (table) => [
        ...policies(name, access, insert, options),
        ...followed(name, table),
        ...found(name, table, options.title),
        ...withChecks(name, table, extra),
      ],
    ),
    access,
  );
}

/** A table whose rows belong to a household as a whole. */
export function household<N extends string, C extends Columns, const O extends TableOptions = object>(
  name: N,
  columns: C,
  extra?: Extra<C>,
  options: O = {} as O,
) {
  const member = (row: string) => `${row}.household_id = ANY(((select my_households()))::uuid[])`;
  const access: Access = { kind: "household", read: member, write: member, title: options.title };
  return declare(
    pgTable(
      name,
      {
        id: id(),
        householdId: uuid()
          .notNull()
          .references(() => households.id, { onDelete: "cascade" }),
        ...columns,
        ...stamps(options),
      },
      (table) => [
        ...policies(name, access, member(name), options),
        ...followed(name, table),
        ...found(name, table, options.title),
        ...withChecks(name, table, extra),
      ],
    ),
    access,
  );
}

/** A table without an owner column: its rows follow `parent` through the column named `key` (snake case). */
export function child<N extends string, C extends Columns, const O extends TableOptions = object>(
  name: N,
  parent: { table: PgTable; key: string },
  columns: C,
  extra?: Extra<C>,
  options: O = {} as O,
) {
  const up = accessOf.get(parent.table);
  if (!up) throw new Error(`the parent of ${name} is not declared through kit/table`);
  const parentName = getTableName(parent.table);
  const via = (row: string, condition?: string) =>
    `EXISTS (select 1 from ${parentName} p where p.id = ${row}.${parent.key}${condition ? ` and (${condition})` : ""})`;
  const access: Access = {
    kind: "child",
    // The parent's own policy filters this subquery.
    read: (row) => via(row),
    write: (row) => via(row, up.write("p")),
  };
  return declare(
    pgTable(name, { id: id(), ...columns, ...timestamps(options) }, (table) => [
      ...policies(name, access, access.write(name), options),
      ...withChecks(name, table, extra),
    ]),
    access,
  );
}

/** A table that the application's role has no access to. It declares its own primary key. */
export function service<N extends string, C extends Columns>(name: N, columns: C, extra?: Extra<C>) {
  return declare(
    pgTable(name, { ...columns, createdAt: instant().notNull().default(sql`now()`) }, (table) => [
      ...withChecks(name, table, extra),
    ]).enableRLS(),
    { kind: "service", read: () => "false", write: () => "false" },
  );
}

/** A table with a rule of its own (users, households, grants): the conditions are given, for a row named like the table. */
export function custom<N extends string, C extends Columns>(
  name: N,
  columns: C,
  rule: { read: (row: string) => string; insert?: string; update?: string; remove?: string; title?: string },
  extra?: Extra<C>,
) {
  const to = appRole;
  return declare(
    pgTable(name, columns, (table) => [
      pgPolicy(`${name}_read`, { to, for: "select", using: sql.raw(rule.read(name)) }),
      ...(rule.insert ? [pgPolicy(`${name}_insert`, { to, for: "insert", withCheck: sql.raw(rule.insert) })] : []),
      ...(rule.update
        ? [
            pgPolicy(`${name}_update`, {
              to,
              for: "update",
              using: sql.raw(rule.update),
              withCheck: sql.raw(rule.update),
            }),
          ]
        : []),
      ...(rule.remove ? [pgPolicy(`${name}_remove`, { to, for: "delete", using: sql.raw(rule.remove) })] : []),
      ...found(name, table, rule.title),
      ...withChecks(name, table, extra),
    ]),
    {
      kind: "custom",
      read: rule.read,
      write: () => rule.update ?? "false",
      remove: () => rule.remove ?? "false",
      title: rule.title,
    },
  );
}

/** The CHECKs that follow from the columns, and what a table declares beside its columns. */
function withChecks<C extends Columns>(name: string, table: Record<string, unknown>, extra: Extra<C> | undefined) {
  // Drizzle builds the columns of `table` from those of C and from ours, which their types cannot say while C is not known.
  return [...checks(name, table), ...(extra?.(table as never) ?? [])];
}

const stamp = () => instant().notNull().default(sql`now()`);
type Stamp = ReturnType<typeof stamp>;
type Stamps<O> = { createdAt: Stamp } & (O extends { appendOnly: true } ? unknown : { updatedAt: Stamp });

/** When a row was made and, unless it is append-only, when it last changed (set by a trigger). */
export function timestamps<const O extends TableOptions = object>(options?: O): Stamps<O> {
  // A condition on a value does not narrow the type that depends on it.
  return (options?.appendOnly ? { createdAt: stamp() } : { createdAt: stamp(), updatedAt: stamp() }) as Stamps<O>;
}

type Mark<O> = O extends { appendOnly: true } | { readOnly: true } | { deletedForGood: string }
  ? unknown
  : { deletedAt: ReturnType<typeof instant> };

/** When a row was made, changed and, if the table keeps deleted rows, deleted. */
function stamps<const O extends TableOptions>(options: O): Stamps<O> & Mark<O> {
  const { appendOnly, readOnly, deletedForGood } = options;
  const mark = appendOnly || readOnly || deletedForGood ? {} : { deletedAt: instant() };
  // As in `timestamps`.
  return { ...timestamps(options), ...mark } as Stamps<O> & Mark<O>;
}

const userId = () =>
  uuid()
    .notNull()
    .default(sql.raw("nullif(current_setting('app.user_id', true), '')::uuid"))
    .references(() => users.id, { onDelete: "cascade" });
const householdId = () => uuid().references(() => households.id, { onDelete: "set null" });

function declare<T extends PgTable>(table: T, access: Access): T {
  accessOf.set(table, access);
  return table;
}

function policies(name: string, access: Access, insert: string, options: TableOptions): TableExtra[] {
  const to = appRole;
  const select = pgPolicy(`${name}_read`, { to, for: "select", using: sql.raw(access.read(name)) });
  if (options.readOnly) return [select];
  const add = pgPolicy(`${name}_insert`, { to, for: "insert", withCheck: sql.raw(insert) });
  if (options.appendOnly) return [select, add];
  const write = sql.raw(access.write(name));
  const remove = (access.remove ?? access.write)(name);
  // An owner may move a row only into one of their own households. For a grantee who changes another person's row the reference
  // trigger ensures the same, because it looks the new household up as the grantee.
  const after =
    access.kind === "shared"
      ? sql.raw(`(${access.write(name)}) AND (${name}.user_id <> ${ME} OR ${intoMine(name)})`)
      : write;
  return [
    select,
    add,
    pgPolicy(`${name}_update`, { to, for: "update", using: write, withCheck: after }),
    pgPolicy(`${name}_remove`, { to, for: "delete", using: sql.raw(remove) }),
  ];
}

/**
 * For how many days a deleted row is kept, so that clients that work offline learn of the deletion. Then the nightly prune
 * removes it, and a client that has not asked for so long has to begin anew (see changes.ts).
 */
export const DELETED_ROWS_STAY_DAYS = 30;

/** The columns of a table by wire name, in declaration order. */
export function columnsOf(table: PgTable): Record<string, PgColumn> {
  return getTableColumns(table) as Record<string, PgColumn>;
}
