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
 * `created` and `changed` compute columns from a body; `fields` declares fields of a body that differ from their column. When a
 * resource needs more than this, drop that name from the destructuring and write an endpoint.
 */
import { and, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { recordLook } from "./audit.ts";
import { insert, restore as restoreRow } from "./change.ts";
import type { Values } from "./change-statement.ts";
import { type Changes, changesQuery, changesRead, changesSchema } from "./changes.ts";
import { metaOf } from "./columns.ts";
import { ifMatch } from "./conditions.ts";
import type { Ctx } from "./ctx.ts";
import { type Endpoint, endpoint, type Route } from "./endpoint.ts";
import { type Entity, entityOf } from "./entity.ts";
import type { EventDeclaration } from "./event.ts";
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
import { gone, mayRestoreRead, reveal, rowRead, shown } from "./row.ts";
import { sealed } from "./sealed.ts";
import { columnsOf } from "./table.ts";
import { transition } from "./transition.ts";
import {
  type CreateBody,
  createSchema,
  type Fields,
  type PatchBody,
  patchSchema,
  type Row,
  rowSchema,
} from "./wire.ts";

/** What differs for one operation from what crud declares for every resource. */
interface OperationOptions {
  summary?: string;
  description?: string;
  /** The scope that an API key needs; that of the pillar unless given. */
  scope?: string;
  /** Problems beside those that every operation of this kind has. */
  problems?: readonly ProblemType[];
  maxBodyBytes?: number;
}

/** Parameters of a list that are no columns, and the condition that the rows of the list meet because of them. */
export interface Search {
  parameters: Fields;
  where: (ctx: Ctx, query: Record<string, unknown>) => SQL | undefined;
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
  /** Columns that a create may set and no update may change. */
  writeOnce?: readonly O[];
  /** Columns that a create may leave out although they are NOT NULL: `created` fills them. */
  derived?: readonly D[];
  /**
   * Fields of a body that differ from the column of their name, or that have no column: `created` and `changed` make columns of
   * them.
   */
  fields?: F;
  /** Computes the columns of a new row from the body; without it they are the body. */
  created?: (ctx: Ctx, body: CreateBody<T, W | O, D, F & C>) => Values<T> | Promise<Values<T>>;
  /** Computes the columns that a PATCH sets; without it they are the body. */
  changed?: (ctx: Ctx, body: PatchBody<T, W, F & U>, id: string) => Values<T> | Promise<Values<T>>;
  emits: Record<"created" | "updated" | "deleted", EventDeclaration> & {
    /** Only for a table whose deleted rows can be restored. */
    restored?: EventDeclaration;
  };
  search?: Search;
  /** Columns that no answer of this resource contains. */
  omit?: readonly (keyof T["$inferSelect"] & string)[];
  /** The field by which a person knows a row; the usual one of its columns unless given (see entity.ts). */
  title?: keyof T["$inferSelect"] & string;
  /** Other events that tell of these rows under a noun of their own. */
  alsoTold?: readonly EventDeclaration[];
  /** What one row is called in summaries; the singular of the last path segment unless given. */
  noun?: string;
  /** Messages for the constraints by which the database may refuse a row. */
  refusals?: Refusals;
  example?: Record<string, unknown>;
  create?: OperationOptions & {
    /** Fields of this operation's body only. */
    fields?: C;
    /** Checks over several fields of the body. */
    check?: Parameters<z.ZodMiniType["check"]>;
    /** Creates the row, where more than one INSERT is needed. */
    verb?: (ctx: Ctx, body: CreateBody<T, W | O, D, F & C>) => Promise<Row<T>>;
  };
  update?: OperationOptions & { fields?: U };
  remove?: OperationOptions;
  restore?: OperationOptions & {
    /** Columns that a restore sets to other values than the row had. */
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
  const omitted: readonly string[] = omit;
  const hasSecrets = encryptedKeys(table).some((key) => !omitted.includes(key));
  const article = /^[aeiou]/.test(noun) ? "an" : "a";
  const { fields: createFields, check: createChecks = [], verb: creating, ...createOptions } = spec.create ?? {};
  const { fields: updateFields, ...updateOptions } = spec.update ?? {};
  const { values: restoredValues = {}, ...restoreOptions } = spec.restore ?? {};
  /** The declaration that all operations of a kind share, extended by what this resource declares for it. */
  const declared = <S extends OperationOptions>(
    summary: string,
    problems: readonly ProblemType[],
    more: S | undefined,
  ) => ({
    ...({ summary, ...more } as OperationOptions & { summary: string }),
    problems: [...problems, ...(more?.problems ?? [])],
  });

  /** How a row is told to somebody whose change came too late. */
  const told = (ctx: Ctx, id: string) => ({
    answer: (row: Row<T>) => answer(row as Record<string, unknown>),
    looking: hasSecrets ? [recordLook(ctx, table, id)] : [],
  });

  return {
    list: listEndpoint(`GET ${path}`, table, {
      filter: spec.filter ?? [],
      sort: spec.sort ?? [],
      order: spec.order,
      include: spec.include,
      reading: spec.reading,
      search: spec.search,
      omit,
      entities: [
        entityOf(updated, table, spec),
        ...(spec.alsoTold ?? []).map((told) => entityOf(told, table, spec)),
        ...(created.entityType === updated.entityType
          ? []
          : [entityOf(created, table, { ...spec, type: created.type })]),
      ],
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
      ...declared(`Create ${article} ${noun}`, [InvalidInput, AlreadyExists], createOptions),
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
      ...declared(
        `Update ${article} ${noun}`,
        [InvalidInput, NotFound, Forbidden, StaleVersion, AlreadyExists],
        updateOptions,
      ),
      body: patchSchema(table, spec.write, { ...spec.fields, ...updateFields } as F & U),
      returns: Shown,
      refusals: spec.refusals,
      async handler(ctx) {
        const id = idOf(ctx);
        const versions = ifMatch(ctx.headers["if-match"]);
        const values: unknown = spec.changed ? await spec.changed(ctx, ctx.body, id) : ctx.body;
        const change = {
          values: sealed(ctx, table, values as Values<T>, id),
          emits: { event: updated },
        };
        return answer(await transition(ctx, table, id, { versions, change, ...told(ctx, id) }));
      },
    }),

    remove: endpoint(`DELETE ${one}` as Route, {
      ...declared(`Delete ${article} ${noun}`, [InvalidInput, NotFound, Forbidden, StaleVersion], spec.remove),
      async handler(ctx) {
        const id = idOf(ctx);
        const versions = ifMatch(ctx.headers["if-match"]);
        const change = { values: "removed", emits: { event: deleted } } as const;
        await transition(ctx, table, id, { versions, change, ...told(ctx, id) });
        return undefined;
      },
    }),

    // Getters, because not every table has these two and most Lambdas do not use them.
    get restore() {
      const { restored } = spec.emits;
      if (!columnsOf(table).deletedAt || !restored) throw new Error(`${path}: what is deleted here is gone for good`);
      return endpoint(`POST ${one}/restore`, {
        ...declared(`Restore a deleted ${noun}`, [NotFound, Forbidden, AlreadyExists, Conflict], restoreOptions),
        returns: Shown,
        refusals: spec.refusals,
        async handler(ctx) {
          const id = idOf(ctx);
          // Not a transition, which finds no deleted row.
          const [row, mayRestore] = await ctx.db.batch([
            restoreRow(ctx, table, gone(table, id), restoredValues, { emits: { event: restored } }),
            mayRestoreRead(table, id),
          ]);
          if (!row) throw mayRestore === false ? ReadOnlyAccess() : NotFound();
          return answer(row as Record<string, unknown>);
        },
      });
    },

    get changes() {
      if (!columnsOf(table).deletedAt)
        throw new Error(`${path}: only a table whose rows come back can be followed by changes`);
      return endpoint(`GET ${path}/changes`, {
        summary: `List ${plural} that changed or were deleted`,
        description:
          "[For clients that keep copies](#description/copies): oldest change first, `since` is the `nextCursor` of the time before.",
        query: changesQuery(table),
        returns: changesSchema(partial(Shown, spec.include)) as z.ZodMiniType<Changes<Row<T>>>,
        problems: [InvalidInput],
        async handler(ctx) {
          const rows = changesRead(table, ctx.query as Record<string, unknown>, [...omit, ...(spec.include ?? [])]);
          const [page] = await ctx.db.batch([spec.reading?.(ctx, rows) ?? rows]);
          return page;
        },
      });
    },
  };
}

export interface ListEndpointSpec<T extends PgTable> extends Partial<ListSpec<T>>, OperationOptions {
  search?: Search;
  /**
   * Lists the rows of one parent, whose id is the last parameter of the path. Answers 404 to a caller who may not see the parent.
   */
  parent?: { table: PgTable; key: keyof T["$inferSelect"] & string };
  /** Narrows the list to some rows of the table. */
  where?: SQL;
  entities?: readonly Entity[];
}

/** Lists the rows of a table, or of one parent, page by page; one flight. */
/* @__NO_SIDE_EFFECTS__ */
export function listEndpoint<T extends PgTable>(
  route: `GET /${string}`,
  table: T,
  spec: ListEndpointSpec<T>,
): Endpoint {
  const { parent, where, search, filter = [], sort = [], order, include, omit = [], through, reading, ...more } = spec;
  const listing = { filter, sort, order, include, omit, through };
  const secrets = encryptedKeys(table);
  const parentId = /\{(\w+)\}[^{}]*$/.exec(route)?.[1] ?? "";
  return endpoint(route as Route, {
    ...more,
    summary: more.summary ?? `List ${route.split("/").at(-1)!.replaceAll("-", " ")}`,
    query: listQuery(table, listing, search?.parameters) as z.ZodMiniType,
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
        ...(opened && !reading ? [recordLook(ctx, table)] : []),
      ];
      const rows = listRead(table, listing, query, and(within, where, search?.where(ctx, query)));
      const [page, ...seen] = await ctx.db.batch([reading?.(ctx, rows) ?? rows, ...looking]);
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

function partial(full: z.ZodMiniType, optional: readonly string[] = []): z.ZodMiniType {
  if (optional.length === 0) return full;
  // The keys are those of the table, which the type of a schema that was made of columns does not show.
  return z.partial(full as z.ZodMiniObject, Object.fromEntries(optional.map((key) => [key, true])) as never);
}

/** `life-domains` → `life-domain`, `entries` → `entry`, `addresses` → `address`, `aliases` → `alias`. */
export function singular(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  if (/(ss|x|ch|sh|ias)es$/.test(plural)) return plural.slice(0, -2);
  return plural.replace(/s$/, "");
}
