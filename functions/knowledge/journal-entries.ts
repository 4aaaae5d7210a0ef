import * as z from "zod/mini";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import * as Journal from "#core/knowledge/journal";
import { journalEntries } from "#core/knowledge/journal.sql";
import * as JournalDays from "#core/knowledge/journal-days";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { Day, patchSchema, rowSchema, Text, Uuid } from "#kit/wire";

const WRITE = ["entryDate", "content", "mood", "tags"] as const;
const Mood = z.nullable(z.int().check(z.gte(1), z.lte(5)));
const content = Text(100_000);
const ofCreate = { mood: z.optional(Mood), content };
const ofUpdate = { mood: z.optional(Mood), content: z.optional(content) };
const Shown = rowSchema(journalEntries);

export const { list, get, create, changes } = crud("/v1/knowledge/journal-entries", journalEntries, {
  write: WRITE,
  derived: ["entryDate"],
  fields: ofCreate,
  filter: ["entryDate", "mood", "tags"],
  sort: ["entryDate"],
  title: "entryDate",
  emits: { ...JournalEvents, created: JournalWritten },
  example: { content: "The first asparagus.", mood: 4, tags: ["garden"] },
  create: {
    description:
      "Of today unless `entryDate` says otherwise, up to tomorrow in the time zone of its person; a day may have several. Its `content` may be empty where a mood says it all. A mood, from 1 (bad) to 5 (good), is logged as a mood_score, too, and follows what becomes of the entry. Days with an entry are counted by the streak `journaling`. How an entry in English sounds (`sentiment`) is found out some seconds after its last change; of other languages nothing is said.",
    verb: Journal.write,
  },
});

export const update = endpoint("PATCH /v1/knowledge/journal-entries/{journalEntryId}", {
  summary: "Update a journal entry",
  body: patchSchema(journalEntries, WRITE, ofUpdate),
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

export const days = endpoint("GET /v1/knowledge/journal-entries/days", {
  summary: "Get the days of a journal",
  description:
    "Those with an entry, with the mean of their moods. `from` and `to` are both included and at most 2 years apart.",
  query: z.strictObject({ from: Day, to: Day }),
  returns: z.strictObject({
    from: Day,
    to: Day,
    days: z.array(
      z.strictObject({ date: Day, entries: z.int(), mood: z.nullable(z.number().check(z.gte(1), z.lte(5))) }),
    ),
  }),
  problems: [InvalidInput],
  handler: async (ctx) => ({ ...ctx.query, days: await JournalDays.days(ctx, ctx.query) }),
});

export const onThisDay = endpoint("GET /v1/knowledge/journal-entries/on-this-day", {
  summary: "Get what you wrote on a day of earlier years",
  description:
    "The beginnings of up to 20 entries, the newest first. What was written on 29 February belongs to the 28th in years without one.",
  query: z.strictObject({ date: Day }),
  returns: z.strictObject({
    date: Day,
    entries: z.array(z.strictObject({ id: Uuid, entryDate: Day, content: z.string(), mood: Mood })),
  }),
  problems: [InvalidInput],
  handler: async (ctx) => ({ ...ctx.query, entries: await JournalDays.onThisDay(ctx, ctx.query.date) }),
});
