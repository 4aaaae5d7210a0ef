/**
 * list, get, create, update and remove of a table, each an endpoint of its own and each one database flight; and for a table
 * that marks its deleted rows, what has changed since a client last asked (`changes`).
 *
 *     export const { list, get, create, update, remove } = crud("/v1/work/tasks", tasks, {
 *       write: ["title", "dueAt"],              // the only columns a client may set
 *       filter: ["status"], sort: ["dueAt"],
 *       emits: crudEvents("work.task"),
 *     });
 *
 * When a resource needs more than this, drop that name from the destructuring and write an endpoint; crud has no hooks.
 */
import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { recordLook } from "./audit.ts";
import { insert, remove as removeRow, update as updateRow } from "./change.ts";
import { type Changes, changesQuery, changesRead, changesSchema } from "./changes.ts";
import { metaOf } from "./columns.ts";
import { ifMatch } from "./conditions.ts";
import type { Ctx } from "./ctx.ts";
import { type Read, read } from "./db.ts";
import { type Endpoint, endpoint, type Route } from "./endpoint.ts";
import type { EventDeclaration } from "./event.ts";
import { uuidv7 } from "./ids.ts";
import { householdRead, type ListSpec, listQuery, listRead, type Page, pageSchema } from "./list.ts";
import { AlreadyExists, Forbidden, InvalidInput, NotFound, type Refusals, SeenOnly, StaleVersion } from "./problem.ts";
import { runtime } from "./runtime.ts";
import { open, seal, Unopenable } from "./secret.ts";
import { rowReader, selection } from "./selection.ts";
import { columnsOf, DELETED_ROWS_STAY_DAYS } from "./table.ts";
import { createSchema, hidden, internal, patchSchema, type Row, rowSchema } from "./wire.ts";

export interface CrudSpec<T extends PgTable> extends Partial<ListSpec<T>> {
  /** The only columns a client may set. */
  write: readonly (keyof T["$inferInsert"] & string)[];
  /** Columns settable on create but never changed afterwards. */
  writeOnce?: readonly (keyof T["$inferInsert"] & string)[];
  emits: { created: EventDeclaration; updated: EventDeclaration; deleted: EventDeclaration };
  /** Columns that no answer of this resource holds. */
  omit?: readonly (keyof T["$inferSelect"] & string)[];
  /** What one row is called in summaries; the last path segment's singular unless said. */
  noun?: string;
  /** What to say where the database refuses a row. */
  refusals?: Refusals;
  example?: Record<string, unknown>;
}

export type Crud = Record<"list" | "get" | "create" | "update" | "remove" | "changes", Endpoint>;

/* @__NO_SIDE_EFFECTS__ */
export function crud<T extends PgTable>(path: `/${string}`, table: T, spec: CrudSpec<T>): Crud {
  const segment = path.split("/").at(-1)!;
  const parameter = `${singular(segment).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`;
  const noun = spec.noun ?? singular(segment).replaceAll("-", " ");
  const plural = segment.replaceAll("-", " ");
  const one = `${path}/{${parameter}}` as const;
  const omit = spec.omit ?? [];
  const listing: ListSpec<T> = {
    filter: spec.filter ?? [],
    sort: spec.sort ?? [],
    order: spec.order,
    include: spec.include,
    omit,
  };
  const Shown = rowSchema(table, omit);
  const answer = (row: Record<string, unknown>) => shown(table, row, omit) as never;
  const idOf = (ctx: { params: unknown }) => (ctx.params as Record<string, string>)[parameter]!;
  const { created, updated, deleted } = spec.emits;
  const secrets = encryptedKeys(table);
  const hasSecrets = secrets.some((key) => !omit.includes(key as never));
  const article = /^[aeiou]/.test(noun) ? "an" : "a";

  return {
    list: endpoint(`GET ${path}`, {
      summary: `List ${plural}`,
      query: listQuery(table, listing),
      returns: pageSchema(spec.include?.length ? partial(Shown, spec.include) : Shown, table) as z.ZodMiniType<
        Page<Row<T>>
      >,
      problems: [InvalidInput],
      async handler(ctx) {
        const query = ctx.query as Record<string, unknown>;
        const reading = listRead(table, listing, query);
        const others = householdRead(table, listing, query);
        const opened = String(query.include ?? "")
          .split(",")
          .some((key) => secrets.includes(key));
        const looking = [...(others ? [others] : []), ...(opened ? [recordLook(ctx, table)] : [])];
        const [page, householdHasMore] = await ctx.db.batch([reading, ...looking]);
        if (others) page.householdHasMore = householdHasMore as boolean;
        if (opened) for (const row of page.data) reveal(table, row as Record<string, unknown>);
        return page;
      },
    }),

    get: endpoint(`GET ${one}` as Route, {
      summary: `Get ${article} ${noun}`,
      returns: Shown,
      problems: [NotFound],
      async handler(ctx) {
        const reading = rowRead(table, idOf(ctx), true);
        const [row] = await ctx.db.batch(
          hasSecrets ? [reading, recordLook(ctx, table, live(table, idOf(ctx)))] : [reading],
        );
        if (!row) throw NotFound();
        return answer(row as Record<string, unknown>);
      },
    }),

    create: endpoint(`POST ${path}`, {
      summary: `Create ${article} ${noun}`,
      body: createSchema(table, [...spec.write, ...(spec.writeOnce ?? [])]) as z.ZodMiniType<T["$inferInsert"]>,
      returns: Shown,
      status: 201,
      problems: [InvalidInput, AlreadyExists],
      refusals: spec.refusals,
      example: spec.example && { body: spec.example },
      async handler(ctx) {
        const [row] = await ctx.db.batch([
          insert(ctx, table, sealed(ctx, table, ctx.body as Record<string, unknown>) as never, {
            emits: { event: created },
          }),
        ]);
        return answer(row as Record<string, unknown>);
      },
    }),

    update: endpoint(`PATCH ${one}` as Route, {
      summary: `Update ${article} ${noun}`,
      body: patchSchema(table, spec.write) as z.ZodMiniType<Record<string, unknown>>,
      returns: Shown,
      problems: [InvalidInput, NotFound, Forbidden, StaleVersion, AlreadyExists],
      refusals: spec.refusals,
      async handler(ctx) {
        const id = idOf(ctx);
        const versions = ifMatch(ctx.headers["if-match"]);
        const [changed, current] = await ctx.db.batch([
          updateRow(
            ctx,
            table,
            and(live(table, id), matches(table, versions)),
            sealed(ctx, table, ctx.body, id) as never,
            { emits: { event: updated } },
          ),
          rowRead(table, id),
        ]);
        if (!changed) throw whyNot(current as Record<string, unknown> | undefined, versions);
        return answer(changed as Record<string, unknown>);
      },
    }),

    remove: endpoint(`DELETE ${one}` as Route, {
      summary: `Delete ${article} ${noun}`,
      problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
      async handler(ctx) {
        const id = idOf(ctx);
        const versions = ifMatch(ctx.headers["if-match"]);
        const [gone, current] = await ctx.db.batch([
          removeRow(ctx, table, and(live(table, id), matches(table, versions)), { emits: { event: deleted } }),
          rowRead(table, id),
        ]);
        if (!gone) throw whyNot(current as Record<string, unknown> | undefined, versions);
        return undefined;
      },
    }),

    // Made when it is asked for: not every table has it, and most Lambdas do without.
    get changes() {
      if (!columnsOf(table).deletedAt)
        throw new Error(`${path}: only a table with deletedAt can be followed by changes`);
      return endpoint(`GET ${path}/changes`, {
        summary: `List ${plural} that changed or were deleted`,
        description: `For offline clients: oldest change first, \`since\` is the \`nextCursor\` of the time before. What changed in the last minute may come twice. Rows that you are given to see, or see no longer, did not change by that: after joining or leaving a household, when it has lost a row, and after a grant was given or withdrawn, \`resync\` is true until you drop your copy and ask without \`since\`. Rows of your own are not concerned. It is true of any rows when you have not asked for ${DELETED_ROWS_STAY_DAYS} days, for what was deleted is told for so long.`,
        query: changesQuery(table),
        returns: changesSchema(spec.include?.length ? partial(Shown, spec.include) : Shown) as z.ZodMiniType<
          Changes<Row<T>>
        >,
        problems: [InvalidInput],
        async handler(ctx) {
          const [page] = await ctx.db.batch([
            changesRead(table, ctx.query as Record<string, unknown>, [...omit, ...(spec.include ?? [])]),
          ]);
          return page;
        },
      });
    },
  };
}

/** One row by id, as the caller may see it; undefined when they may not or it is gone. Encrypted columns are still sealed (see `shown`). */
export function rowRead<T extends PgTable>(table: T, id: string, full = false): Read<Row<T> | undefined> {
  const columns = columnsOf(table);
  const keys = Object.keys(columns).filter((key) => !(full ? internal : hidden)(columns[key]!, key));
  return {
    ...read(sql`select ${selection(table, keys)} from ${table} where ${live(table, id)}`),
    decode: ({ columns: names, rows }) => rows[0] && (rowReader(columns, names)(rows[0]) as Row<T>),
  };
}

/** The condition that a row has this id and is not deleted. */
export function live(table: PgTable, id: string): SQL {
  const { id: key, deletedAt } = columnsOf(table) as { id: PgColumn; deletedAt?: PgColumn };
  return deletedAt ? sql`${key} = ${id}::uuid and ${deletedAt} is null` : sql`${key} = ${id}::uuid`;
}

/** The condition that a row has one of the versions of an If-Match header; none without one. */
export function matches(table: PgTable, versions: number[] | undefined): SQL | undefined {
  if (!versions) return undefined;
  const column = columnsOf(table).version;
  return column ? inArray(column, versions) : sql`false`;
}

const encryptedKeys = (table: PgTable) =>
  Object.entries(columnsOf(table))
    .filter(([, column]) => metaOf(column)?.kind === "encrypted")
    .map(([key]) => key);

/** Why nothing changed: not there (or not to be seen), changed meanwhile, or seen but not the caller's to change. */
export function whyNot(current: Record<string, unknown> | undefined, versions: number[] | undefined) {
  if (!current) return NotFound();
  if (versions && !versions.includes(current.version as number))
    return StaleVersion(
      current.version === undefined ? "These rows have no ETag." : `The row is at version ${current.version}.`,
    );
  return SeenOnly();
}

/** Values with encrypted columns sealed to their row; the row's id is drawn here when it is new. */
function sealed(ctx: Ctx, table: PgTable, values: Record<string, unknown>, id?: string): Record<string, unknown> {
  const columns = columnsOf(table);
  const secret = Object.keys(values).filter(
    (key) => metaOf(columns[key]!)?.kind === "encrypted" && values[key] !== null,
  );
  if (secret.length === 0) return values;
  const rowId = id ?? uuidv7(ctx.now());
  const out: Record<string, unknown> = id ? { ...values } : { ...values, id: rowId };
  for (const key of secret) out[key] = seal(String(values[key]), table, key, rowId);
  return out;
}

/** Opens the encrypted columns of a row in place. What cannot be opened is null and named in `unreadable`: the rest is good. */
function reveal(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = columnsOf(table);
  const unreadable: string[] = [];
  for (const key of Object.keys(columns)) {
    const envelope = row[key];
    if (typeof envelope !== "string" || metaOf(columns[key]!)?.kind !== "encrypted") continue;
    try {
      row[key] = open(envelope, table, key, row.id as string);
    } catch (error) {
      if (!(error instanceof Unopenable)) throw error;
      runtime().log("error", "a sealed value cannot be opened", { error: error.message, rowId: row.id });
      row[key] = null;
      unreadable.push(key);
    }
  }
  if (unreadable.length > 0) row.unreadable = unreadable;
  return row;
}

/** A written row as the API answers it. */
export function shown<T extends PgTable>(table: T, row: Record<string, unknown>, omit: readonly string[] = []): Row<T> {
  const columns = columnsOf(table);
  const rest = Object.fromEntries(
    Object.entries(row).filter(([key]) => !internal(columns[key]!, key) && !omit.includes(key)),
  );
  return reveal(table, rest) as Row<T>;
}

function partial(full: z.ZodMiniType, optional: readonly string[]): z.ZodMiniType {
  return z.partial(full as z.ZodMiniObject, Object.fromEntries(optional.map((key) => [key, true])) as never);
}

/** `life-domains` → `life-domain`, `entries` → `entry`, `addresses` → `address`, `aliases` → `alias`. */
export function singular(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  if (/(ss|x|ch|sh|ias)es$/.test(plural)) return plural.slice(0, -2);
  return plural.replace(/s$/, "");
}
