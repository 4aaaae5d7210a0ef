import * as z from "zod/mini";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import * as Journal from "#core/knowledge/journal";
import { journalEntries } from "#core/knowledge/journal.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { patchSchema, rowSchema } from "#kit/wire";

const WRITE = ["entryDate", "content", "mood", "tags"] as const;
const fields = { mood: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5)))) };
const Shown = rowSchema(journalEntries, Journal.OMIT);

export const { list, get, create, changes } = crud("/v1/knowledge/journal-entries", journalEntries, {
  write: WRITE,
  derived: ["entryDate"],
  fields,
  filter: ["entryDate", "mood", "tags"],
  sort: ["entryDate"],
  omit: Journal.OMIT,
  title: "entryDate",
  emits: { ...JournalEvents, created: JournalWritten },
  example: { content: "The first asparagus.", mood: 4, tags: ["garden"] },
  create: {
    description:
      "Of today unless `entryDate` says otherwise; a day may have several. A mood, from 1 (bad) to 5 (good), is logged as a mood_score, too, and follows what becomes of the entry. Days with an entry are counted by the streak `journaling`.",
    verb: Journal.write,
  },
});

export const update = endpoint("PATCH /v1/knowledge/journal-entries/{journalEntryId}", {
  summary: "Update a journal entry",
  body: patchSchema(journalEntries, WRITE, fields),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  handler: async (ctx) =>
    Journal.answer(await Journal.change(ctx, ctx.params.journalEntryId, ctx.body, ifMatch(ctx.headers["if-match"]))),
});

export const remove = endpoint("DELETE /v1/knowledge/journal-entries/{journalEntryId}", {
  summary: "Delete a journal entry",
  problems: [NotFound, Forbidden, StaleVersion],
  async handler(ctx) {
    await Journal.remove(ctx, ctx.params.journalEntryId, ifMatch(ctx.headers["if-match"]));
    return undefined;
  },
});

export const restore = endpoint("POST /v1/knowledge/journal-entries/{journalEntryId}/restore", {
  summary: "Restore a deleted journal entry",
  returns: Shown,
  problems: [NotFound, Forbidden, AlreadyExists, Conflict],
  handler: async (ctx) => Journal.answer(await Journal.restoreEntry(ctx, ctx.params.journalEntryId)),
});
