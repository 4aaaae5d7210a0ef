import * as z from "zod/mini";
import { ImportStarted } from "#core/ingest/events";
import { importJobs, importRows } from "#core/ingest/import-jobs.sql";
import { Option, optionsOf } from "#core/ingest/import-options";
import { importers } from "#core/ingest/importers.generated";
import * as Imports from "#core/ingest/imports";
import { freeForm } from "#core/platform/free-form";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import type { Page } from "#kit/list";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { exactlyOne, type Row, Text, Uuid } from "#kit/wire";

export const kinds = endpoint("GET /v1/ingest/imports/kinds", {
  summary: "List what can be imported",
  description: "Each kind with the media types and endings that it takes, and what may be said of how it is read.",
  returns: z.strictObject({
    data: z.array(
      z.strictObject({
        kind: z.string(),
        title: z.string(),
        accepts: z.array(z.string()),
        options: z.array(Option),
      }),
    ),
  }),
  handler: () => ({
    data: importers.map((importer) => ({
      kind: importer.kind,
      title: importer.title,
      accepts: [...importer.accepts],
      options: optionsOf(importer),
    })),
  }),
});

const jobs = listEndpoint("GET /v1/ingest/imports", importJobs, {
  entities: [entityOf(ImportStarted, importJobs, { title: "sourceName", titlePillar: "knowledge" })],
  filter: ["kind", "status", "isDryRun", "fileId", "sourceSha256"],
  sort: ["startedAt", "endedAt"],
  omit: Imports.OMIT,
});

export const list = endpoint(jobs.route, {
  ...jobs.spec,
  async handler(ctx) {
    const page = (await jobs.spec.handler(ctx)) as Page<Imports.Job>;
    return { ...page, data: page.data.map((job) => Imports.named(ctx, job)) };
  },
});

export const get = endpoint("GET /v1/ingest/imports/{importId}", {
  summary: "Get an import",
  description: "With how far it is: `processed` of `total`, which is known once the source was read to its end.",
  returns: Imports.Import,
  problems: [NotFound],
  async handler(ctx) {
    const [job] = await findRow(ctx, importJobs, ctx.params.importId);
    return Imports.answer(ctx, job);
  },
});

const recorded = listEndpoint("GET /v1/ingest/imports/{importId}/rows", importRows, {
  summary: "List what became of the rows of an import",
  description: `In their order. What was created, updated or linked is listed whole, but for measurements of health, which \`created\` counts and which name it as \`importId\`; of what was skipped and of what failed, with the reason and the line, about the first ${Imports.MAX_RECORDED.toLocaleString("en")}, and \`skipped\` and \`failed\` of the import count all. Of a dry run it is what would become of them. \`undo\` says what an undo made of a row. An API key sees titles where it may read what the import brings in.`,
  parent: { table: importJobs, key: "importJobId" },
  filter: ["action", "entityType", "entityId", "undo"],
  sort: ["position"],
  order: "position",
  omit: ["identity", "occurrence", "content", "version", "previous"],
});

export const rows = endpoint(recorded.route, {
  ...recorded.spec,
  async handler(ctx) {
    const page = (await recorded.spec.handler(ctx)) as Page<Row<typeof importRows>>;
    return { ...page, data: await Imports.titled(ctx, (ctx.params as { importId: string }).importId, page.data) };
  },
});

export const create = endpoint("POST /v1/ingest/imports", {
  summary: "Import a file or a text",
  description: `It is done step by step in the background, and goes on by itself after an interruption. With \`dryRun\` nothing is written, and \`rows\` tells what would be; \`run\` then does it. Text of at most ${Imports.MAX_TEXT.toLocaleString("en")} characters needs no file. An API key also needs the scope to change what is imported, and for a file \`knowledge:read\`. Rows that an import has taken in are known to later ones, also when they were deleted since: what says the same is skipped. Measurements of health are known for as long as they are there, so that one that was deleted comes back with a file that has it.`,
  body: z
    .strictObject({
      kind: z.enum(Imports.kinds),
      fileId: z.optional(Uuid),
      text: z.optional(Text(Imports.MAX_TEXT, 1)),
      name: z.optional(Text(255)),
      options: z.optional(freeForm(10_000)),
      dryRun: z.optional(z.boolean()),
      again: z.optional(z.boolean()),
    })
    .check(...exactlyOne("fileId", "text")),
  maxBodyBytes: 4 * 1024 * 1024,
  returns: Imports.Import,
  status: 201,
  problems: [InvalidInput, Imports.AlreadyImported, Imports.FileNotReady],
  example: {
    body: { kind: "todoist_csv", text: "TYPE,CONTENT,PRIORITY,INDENT\ntask,Water the plants,4,1", name: "Home.csv" },
  },
  handler: (ctx) => Imports.create(ctx, ctx.body),
});

const verb = { returns: Imports.Import, status: 202, problems: [NotFound, Conflict] } as const;

export const run = endpoint("POST /v1/ingest/imports/{importId}/run", {
  ...verb,
  summary: "Do an import of which there was a dry run",
  description: "The same bytes with the same options; what changed here since the dry run is decided about anew.",
  handler: (ctx) => Imports.run(ctx, ctx.params.importId),
});

export const recheck = endpoint("POST /v1/ingest/imports/{importId}/recheck", {
  ...verb,
  summary: "Look through the source of a dry run again",
  description:
    "Read otherwise: with these options in place of those that it had. `found` says how it was read, also where it could not be.",
  body: z.strictObject({ options: freeForm(10_000) }),
  problems: [InvalidInput, NotFound, Conflict],
  example: { body: { options: {} } },
  handler: (ctx) => Imports.recheck(ctx, ctx.params.importId, ctx.body.options),
});

export const cancel = endpoint("POST /v1/ingest/imports/{importId}/cancel", {
  ...verb,
  summary: "Stop an import or its undo",
  description: "What was done stays; `resume` goes on, and `undo` takes it back.",
  handler: (ctx) => Imports.cancel(ctx, ctx.params.importId),
});

export const resume = endpoint("POST /v1/ingest/imports/{importId}/resume", {
  ...verb,
  summary: "Go on with an import that stopped",
  description: "It goes on after the last rows that were written, whether it failed or was cancelled.",
  handler: (ctx) => Imports.resume(ctx, ctx.params.importId),
});

export const undo = endpoint("POST /v1/ingest/imports/{importId}/undo", {
  ...verb,
  summary: "Undo an import",
  description:
    "What it created and nobody changed since is deleted, with what was made of it by itself; what it updated and nobody changed since is as it was. The rest is kept and counted in `kept`. What was undone counts as never seen, and can be imported again.",
  handler: (ctx) => Imports.undo(ctx, ctx.params.importId),
});
