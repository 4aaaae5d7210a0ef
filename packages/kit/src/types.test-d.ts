/** Declarations that must not compile. `tsc` fails when one of them does: an unused @ts-expect-error is an error. */
import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { insert, update } from "./change.ts";
import { consumer } from "./consumer.ts";
import { crud, listEndpoint } from "./crud.ts";
import type { Ctx } from "./ctx.ts";
import { db, read } from "./db.ts";
import { endpoint, type PathParams, reply } from "./endpoint.ts";
import { crudEvents, event } from "./event.ts";
import { samples } from "./samples.fixture.ts";
import { owned } from "./table.ts";
import { transition } from "./transition.ts";
import { workflow } from "./workflow.ts";

declare const ctx: Ctx;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>) => {};

// Path parameters come from the route.
same<PathParams<"GET /v1/a/{aId}/b/{bId}">["aId"], string>(true);
endpoint("GET /v1/kit/samples/{sampleId}", {
  summary: "Path",
  returns: z.string(),
  handler: (given) => given.params.sampleId,
});
endpoint("GET /v1/kit/samples/{sampleId}", {
  summary: "Wrong path parameter",
  returns: z.string(),
  // @ts-expect-error: the route has sampleId
  handler: (given) => given.params.taskId,
});
endpoint("GET /v1/kit/samples", {
  summary: "No path parameter",
  returns: z.string(),
  // @ts-expect-error: the route has no parameter
  handler: (given) => given.params.sampleId,
});
// @ts-expect-error: not a method
endpoint("FETCH /v1/kit/samples", { summary: "Method", handler: () => undefined });
// @ts-expect-error: not a path
endpoint("GET v1/kit/samples", { summary: "Path", handler: () => undefined });

// What a handler returns is what the endpoint says it returns.
endpoint("GET /v1/kit/numbers", {
  summary: "Wrong return type",
  returns: z.strictObject({ n: z.number() }),
  // @ts-expect-error: n is a number
  handler: () => ({ n: "1" }),
});
endpoint("GET /v1/kit/numbers", {
  summary: "Wrong return type of a promise",
  returns: z.strictObject({ n: z.number() }),
  // @ts-expect-error: n is missing
  handler: async () => ({}),
});
endpoint("GET /v1/kit/numbers", {
  summary: "Wrong return type in a reply",
  returns: z.strictObject({ n: z.number() }),
  // @ts-expect-error: n is a number
  handler: () => reply({ n: "1" }),
});
// @ts-expect-error: nothing was declared to be returned
endpoint("POST /v1/kit/numbers", { summary: "Something for nothing", handler: () => 1 });

// Bodies and queries are what their schemas make of them, and nothing where there is no schema.
endpoint("POST /v1/kit/bodies", {
  summary: "Body",
  body: z.strictObject({ title: z.string() }),
  query: z.strictObject({ loud: z.optional(z.string()) }),
  handler(given) {
    same<typeof given.body, { title: string }>(true);
    same<typeof given.query.loud, string | undefined>(true);
    // @ts-expect-error: the body has no such field
    given.body.titel;
    return undefined;
  },
});
endpoint("POST /v1/kit/bodies", {
  summary: "No body",
  handler(given) {
    // @ts-expect-error: there is no body
    given.body.title;
    return undefined;
  },
});

// A resource knows its columns.
const emits = crudEvents("kit.sample");
crud("/v1/kit/samples", samples, { write: ["title"], filter: ["state"], sort: ["dueAt"], include: ["facts"], emits });
// @ts-expect-error: unknown column in write
crud("/v1/kit/samples", samples, { write: ["titel"], emits });
// @ts-expect-error: unknown column in writeOnce
crud("/v1/kit/samples", samples, { write: ["title"], writeOnce: ["titel"], emits });
// @ts-expect-error: unknown column in filter
crud("/v1/kit/samples", samples, { write: ["title"], filter: ["titel"], emits });
// @ts-expect-error: unknown column in sort
crud("/v1/kit/samples", samples, { write: ["title"], sort: ["titel"], emits });
// @ts-expect-error: no event for deleted rows
crud("/v1/kit/samples", samples, { write: ["title"], emits: { created: emits.created, updated: emits.updated } });

// So do the columns that follow from a body: what may be left out, and fields that are no columns.
crud("/v1/kit/samples", samples, {
  write: ["title", "dueAt", "state"],
  derived: ["title"],
  fields: { state: z.optional(z.literal("open")) },
  create: { fields: { minutes: z.int() } },
  created(_, body) {
    same<typeof body, { title?: string; dueAt?: string | null; minutes: number; state?: "open" | undefined }>(true);
    return { title: body.title ?? "untitled", dueAt: body.dueAt };
  },
  changed(_, body) {
    same<typeof body.title, string | undefined>(true);
    // @ts-expect-error: only a create has it
    body.minutes;
    return body;
  },
  emits,
});
crud("/v1/kit/samples", samples, {
  write: ["title"],
  // @ts-expect-error: the column is text
  changed: () => ({ title: 1 }),
  emits,
});
// @ts-expect-error: the parent is named by no such column
listEndpoint("GET /v1/kit/samples/{sampleId}/parts", samples, { parent: { table: samples, key: "partOf" } });

// Rows come back, unless a table says why not.
same<(typeof samples.$inferSelect)["deletedAt"], string | null>(true);
const final = owned("finals", {}, undefined, { deletedForGood: "a test" });
// @ts-expect-error: no row of it is marked
final.deletedAt;

// Changes know the columns and their types.
// @ts-expect-error: unknown column
insert(ctx, samples, { titel: "a" });
// @ts-expect-error: wrong type
insert(ctx, samples, { title: 1 });
// @ts-expect-error: not one of the names
update(ctx, samples, eq(samples.id, "x"), { state: "ajar" });

// A batch yields what its queries yield, in order.
const batch = () =>
  ctx.db.batch([db.select({ title: samples.title }).from(samples), insert(ctx, samples, { title: "a" })]);
same<Awaited<ReturnType<typeof batch>>[0], { title: string }[]>(true);
same<Awaited<ReturnType<typeof batch>>[1]["title"], string>(true);
// @ts-expect-error: the batch has two
batch().then((results) => results[2]);

// Events know their payloads.
const Counted = event("kit.sample.counted", "Counted", { count: z.int() });
insert(ctx, samples, { title: "a" }, { emits: { event: Counted, payload: { count: 1 } } });
consumer("kit.count", [Counted], {
  summary: "Count",
  async handler(_, { data }) {
    same<typeof data.payload.count, number>(true);
    // @ts-expect-error: not in the schema
    data.payload.total;
  },
});
workflow("kit.count", Counted, {
  summary: "Count",
  async handler({ event: { data } }) {
    // @ts-expect-error: not in the schema
    return data.payload.total;
  },
});
// @ts-expect-error: a type has three parts
event("kit.counted", "Counted");

// A transition takes the values of its table, and knows what it reads beside the row.
transition(ctx, samples, "", {
  beside: read<{ n: number }>(sql`select 1 as n`),
  refuse: ({ state }, [one]) => (state === "open" && one!.n > 0 ? undefined : "done"),
  change: ({ count }, [one]) => ({ values: { state: "closed", count: (count ?? 0) + one!.n } }),
});
// @ts-expect-error: not a state
transition(ctx, samples, "", { change: { values: { state: "ajar" } } });
// @ts-expect-error: a refusal is a problem, or "done"
transition(ctx, samples, "", { refuse: () => "no", change: { values: { state: "closed" } } });
