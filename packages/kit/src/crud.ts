/**
 * list, get, create, update and remove of a table, each an endpoint of its own and each one database flight; and for a table
 * whose deleted rows can come back, `restore`, and what has changed since a client last asked (`changes`).
 *
 *     export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/tasks", tasks, {
 *       write: ["title", "dueAt"],              // the only columns a client may set
 *       filter: ["status"], sort: ["dueAt"],
 *       emits: crudEvents("work.task"),
 *     });
 *
 * What follows from a body is said by `created` and `changed`, and bodies that are not as their columns by `fields`. When a resource
 * needs more than this, drop that name from the destructuring and write an endpoint.
 */
import { and, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { recordLook } from "./audit.ts";
import { insert, remove as removeRow, restore as restoreRow, update as updateRow } from "./change.ts";
import type { Values } from "./change-statement.ts";
import { type Changes, changesQuery, changesRead, changesSchema } from "./changes.ts";
import { metaOf } from "./columns.ts";
import { ifMatch } from "./conditions.ts";
import type { Ctx } from "./ctx.ts";
import { type Endpoint, endpoint, type Route } from "./endpoint.ts";
import type { EventDeclaration } from "./event.ts";
import { uuidv7 } from "./ids.ts";
import { householdRead, type ListSpec, listQuery, listRead, pageSchema } from "./list.ts";
import {
  AlreadyExists,
  Conflict,
  Forbidden,
  InvalidInput,
  NotFound,
  type ProblemType,
  ReadOnlyAccess,
  type Refusals,
  StaleVersion,
} from "./problem.ts";
import { gone, live, matches, restorability, reveal, rowRead, shown, whyNot } from "./row.ts";
import { seal } from "./secret.ts";
import { columnsOf, DELETED_ROWS_STAY_DAYS } from "./table.ts";
import {
  type CreateBody,
  createSchema,
  type Fields,
  type PatchBody,
  patchSchema,
  type Row,
  rowSchema,
} from "./wire.ts";

/** What is said of an operation, where it is not what crud says of all of them. */
interface Said {
  summary?: string;
  description?: string;
  /** The scope that an API key needs, where it is not the pillar's. */
  scope?: string;
  /** Besides those of every operation of its kind. */
  problems?: readonly ProblemType[];
}

type Key<T extends PgTable> = keyof T["$inferInsert"] & string;

export interface CrudSpec<
  T extends PgTable,
  W extends Key<T>,
  O extends Key<T>,
  D extends Key<T>,
  F extends Fields,
  C extends Fields,
  U extends Fields,
> extends Partial<ListSpec<T>> {
  /** The only columns a client may set. */
  write: readonly W[];
  /** Columns settable on create but never changed afterwards. */
  writeOnce?: readonly O[];
  /** Columns that a create may leave out although they are NOT NULL: `created` fills them. */
  derived?: readonly D[];
  /** Fields of a body that are not as their column says, or that are no column and of which `created` and `changed` make some. */
  fields?: F;
  /** The columns of a new row, where they are not just the body. */
  created?: (ctx: Ctx, body: CreateBody<T, W | O, D, F & C>) => Values<T> | Promise<Values<T>>;
  /** The columns that a PATCH sets, where they are not just the body. */
  changed?: (ctx: Ctx, body: PatchBody<T, W, F & U>, id: string) => Values<T> | Promise<Values<T>>;
  emits: Record<"created" | "updated" | "deleted", EventDeclaration> & {
    /** Of a table whose rows can come back. */
    restored?: EventDeclaration;
  };
  /** Columns that no answer of this resource holds. */
  omit?: readonly (keyof T["$inferSelect"] & string)[];
  /** What one row is called in summaries; the last path segment's singular unless said. */
  noun?: string;
  /** What to say where the database refuses a row. */
  refusals?: Refusals;
  example?: Record<string, unknown>;
  create?: Said & {
    /** Fields of this body alone. */
    fields?: C;
    /** What its fields have to be together, as checks or for the contract. */
    check?: Parameters<z.ZodMiniType["check"]>;
    /** Makes the row instead of one INSERT, where there is more to do. */
    verb?: (ctx: Ctx, body: CreateBody<T, W | O, D, F & C>) => Promise<Row<T>>;
  };
  update?: Said & { fields?: U };
  remove?: Said;
  restore?: Said & {
    /** The columns that are not as they were in a row that comes back. */
    values?: Values<T>;
  };
}

export type Crud = Record<"list" | "get" | "create" | "update" | "remove" | "restore" | "changes", Endpoint>;

/* @__NO_SIDE_EFFECTS__ */
export function crud<
  T extends PgTable,
  const W extends Key<T>,
  const O extends Key<T> = never,
  const D extends Key<T> = never,
  F extends Fields = Record<never, never>,
  C extends Fields = Record<never, never>,
  U extends Fields = Record<never, never>,
>(path: `/${string}`, table: T, spec: CrudSpec<T, W, O, D, F, C, U>): Crud {
  const segment = path.split("/").at(-1)!;
  const parameter = `${singular(segment).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`;
  const noun = spec.noun ?? singular(segment).replaceAll("-", " ");
  const plural = segment.replaceAll("-", " ");
  const one = `${path}/{${parameter}}` as const;
  const omit = spec.omit ?? [];
  const Shown = rowSchema(table, omit) as z.ZodMiniType<Row<T>>;
  const answer = (row: Record<string, unknown>) => shown(table, row, omit);
  const idOf = (ctx: { params: unknown }) => (ctx.params as Record<string, string>)[parameter]!;
  const { created, updated, deleted } = spec.emits;
  const hasSecrets = encryptedKeys(table).some((key) => !omit.includes(key as never));
  const article = /^[aeiou]/.test(noun) ? "an" : "a";
  const { fields: createFields, check: createChecks = [], verb: creating, ...createSaid } = spec.create ?? {};
  const { fields: updateFields, ...updateSaid } = spec.update ?? {};
  const { values: backWith = {}, ...restoreSaid } = spec.restore ?? {};
  /** What every operation of its kind says, with what this one says besides. */
  const said = <S extends Said>(summary: string, problems: readonly ProblemType[], more: S | undefined) => ({
    ...({ summary, ...more } as Said & { summary: string }),
    problems: [...problems, ...(more?.problems ?? [])],
  });

  return {
    list: listEndpoint(`GET ${path}`, table, {
      filter: spec.filter ?? [],
      sort: spec.sort ?? [],
      order: spec.order,
      include: spec.include,
      omit,
    }),

    get: endpoint(`GET ${one}` as Route, {
      summary: `Get ${article} ${noun}`,
      returns: Shown,
      problems: [NotFound],
      async handler(ctx) {
        const reading = rowRead(table, idOf(ctx), true);
        const [row] = await ctx.db.batch(hasSecrets ? [reading, recordLook(ctx, table, idOf(ctx))] : [reading]);
        if (!row) throw NotFound();
        return answer(row as Record<string, unknown>);
      },
    }),

    create: endpoint(`POST ${path}`, {
      ...said(`Create ${article} ${noun}`, [InvalidInput, AlreadyExists], createSaid),
      body: createSchema(table, [...spec.write, ...(spec.writeOnce ?? [])], {
        derived: spec.derived,
        fields: { ...spec.fields, ...createFields } as F & C,
      }).check(...createChecks) as z.ZodMiniType<CreateBody<T, W | O, D, F & C>>,
      returns: Shown,
      status: 201,
      refusals: spec.refusals,
      example: spec.example && { body: spec.example },
      async handler(ctx) {
        if (creating) return answer(await creating(ctx, ctx.body));
        const values: unknown = spec.created ? await spec.created(ctx, ctx.body) : ctx.body;
        const [row] = await ctx.db.batch([
          insert(ctx, table, sealed(ctx, table, values as Values<T>), { emits: { event: created } }),
        ]);
        return answer(row as Record<string, unknown>);
      },
    }),

    update: endpoint(`PATCH ${one}` as Route, {
      ...said(
        `Update ${article} ${noun}`,
        [InvalidInput, NotFound, Forbidden, StaleVersion, AlreadyExists],
        updateSaid,
      ),
      body: patchSchema(table, spec.write, { ...spec.fields, ...updateFields } as F & U),
      returns: Shown,
      refusals: spec.refusals,
      async handler(ctx) {
        const id = idOf(ctx);
        const versions = ifMatch(ctx.headers["if-match"]);
        const values: unknown = spec.changed ? await spec.changed(ctx, ctx.body, id) : ctx.body;
        const [changed, current] = await ctx.db.batch([
          updateRow(
            ctx,
            table,
            and(live(table, id), matches(table, versions)),
            sealed(ctx, table, values as Values<T>, id),
            {
              emits: { event: updated },
            },
          ),
          rowRead(table, id),
        ]);
        if (!changed) throw whyNot(current as Record<string, unknown> | undefined, versions);
        return answer(changed as Record<string, unknown>);
      },
    }),

    remove: endpoint(`DELETE ${one}` as Route, {
      ...said(`Delete ${article} ${noun}`, [InvalidInput, NotFound, Forbidden, StaleVersion], spec.remove),
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

    // These two are made when they are asked for: not every table has them, and most Lambdas do without.
    get restore() {
      const { restored } = spec.emits;
      if (!columnsOf(table).deletedAt || !restored) throw new Error(`${path}: what is deleted here is gone for good`);
      return endpoint(`POST ${one}/restore`, {
        ...said(`Restore a deleted ${noun}`, [NotFound, Forbidden, AlreadyExists, Conflict], restoreSaid),
        returns: Shown,
        refusals: spec.refusals,
        async handler(ctx) {
          const id = idOf(ctx);
          const [row, [seen]] = await ctx.db.batch([
            restoreRow(ctx, table, gone(table, id), backWith, { emits: { event: restored } }),
            restorability(table, id),
          ]);
          if (!row) throw seen && (seen.isDeleted || !seen.mayRemove) ? ReadOnlyAccess() : NotFound();
          return answer(row as Record<string, unknown>);
        },
      });
    },

    get changes() {
      if (!columnsOf(table).deletedAt)
        throw new Error(`${path}: only a table whose rows come back can be followed by changes`);
      return endpoint(`GET ${path}/changes`, {
        summary: `List ${plural} that changed or were deleted`,
        description: `For offline clients: oldest change first, \`since\` is the \`nextCursor\` of the time before. What changed in the last minute may come twice. Rows that you are given to see, or see no longer, did not change by that: after joining or leaving a household, when it has lost a row, and after a grant was given or withdrawn, \`resync\` is true until you drop your copy and ask without \`since\`. Rows of your own are not concerned. It is true of any rows when you have not asked for ${DELETED_ROWS_STAY_DAYS} days, for what was deleted is told for so long.`,
        query: changesQuery(table),
        returns: changesSchema(partial(Shown, spec.include)) as z.ZodMiniType<Changes<Row<T>>>,
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

export interface ListEndpointSpec<T extends PgTable> extends Partial<ListSpec<T>>, Said {
  /** The rows are those of a parent, whose id is the last parameter of the path: 404 for whoever may not see it. */
  parent?: { table: PgTable; key: keyof T["$inferSelect"] & string };
  /** Narrows the list to some rows of the table. */
  where?: SQL;
}

/** The list of a table's rows by pages, or of those under a parent; one flight. */
/* @__NO_SIDE_EFFECTS__ */
export function listEndpoint<T extends PgTable>(
  route: `GET /${string}`,
  table: T,
  spec: ListEndpointSpec<T>,
): Endpoint {
  const { parent, where, filter = [], sort = [], order, include, omit = [], through, ...more } = spec;
  const listing = { filter, sort, order, include, omit, through };
  const secrets = encryptedKeys(table);
  const parentId = /\{(\w+)\}[^{}]*$/.exec(route)?.[1] ?? "";
  return endpoint(route as Route, {
    ...more,
    summary: more.summary ?? `List ${route.split("/").at(-1)!.replaceAll("-", " ")}`,
    query: listQuery(table, listing),
    returns: pageSchema(partial(rowSchema(table, omit), include) as z.ZodMiniType<Row<T>>, table),
    problems: [InvalidInput, ...(parent ? [NotFound] : []), ...(more.problems ?? [])],
    async handler(ctx) {
      const query = ctx.query as Record<string, unknown>;
      const id = (ctx.params as Record<string, string>)[parentId]!;
      const within = parent && sql`${columnsOf(table)[parent.key]} = ${id}::uuid`;
      const others = householdRead(table, listing, query);
      const opened = String(query.include ?? "")
        .split(",")
        .some((key) => secrets.includes(key));
      const looking = [
        ...(parent ? [rowRead(parent.table, id)] : []),
        ...(others ? [others] : []),
        ...(opened ? [recordLook(ctx, table)] : []),
      ];
      const [page, ...seen] = await ctx.db.batch([listRead(table, listing, query, and(within, where)), ...looking]);
      if (parent && !seen.shift()) throw NotFound();
      if (others) page.householdHasMore = seen.shift() as boolean;
      if (opened) for (const row of page.data) reveal(table, row as Record<string, unknown>);
      return page;
    },
  });
}

const encryptedKeys = (table: PgTable) =>
  Object.entries(columnsOf(table))
    .filter(([, column]) => metaOf(column)?.kind === "encrypted")
    .map(([key]) => key);

/** Values with encrypted columns sealed to their row; the row's id is drawn here when it is new. */
function sealed<T extends PgTable>(ctx: Ctx, table: T, given: Values<T>, id?: string): Values<T> {
  const values: Record<string, unknown> = given;
  const columns = columnsOf(table);
  const secret = Object.keys(values).filter(
    (key) => metaOf(columns[key]!)?.kind === "encrypted" && values[key] !== null,
  );
  if (secret.length === 0) return given;
  const rowId = id ?? uuidv7(ctx.now());
  const out: Record<string, unknown> = id ? { ...values } : { ...values, id: rowId };
  for (const key of secret) out[key] = seal(String(values[key]), table, key, rowId);
  return out as Values<T>;
}

function partial(full: z.ZodMiniType, optional: readonly string[] = []): z.ZodMiniType {
  if (optional.length === 0) return full;
  return z.partial(full as z.ZodMiniObject, Object.fromEntries(optional.map((key) => [key, true])) as never);
}

/** `life-domains` → `life-domain`, `entries` → `entry`, `addresses` → `address`, `aliases` → `alias`. */
export function singular(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  if (/(ss|x|ch|sh|ias)es$/.test(plural)) return plural.slice(0, -2);
  return plural.replace(/s$/, "");
}
