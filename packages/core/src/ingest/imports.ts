/** Imports as their person sees them: asked for, followed, stopped, continued and undone. What is done is in import-slices.ts. */

import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { mayUse, needScope, readablePillars } from "#cloud/scopes";
import { ImportCancelled, ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { importJobs, importTexts } from "#core/ingest/import-jobs.sql";
import type { Importer } from "#core/ingest/importer";
import { importers, importersByPillar } from "#core/ingest/importers.generated";
import { importFields, importRefusals } from "#core/ingest/sayings";
import { files } from "#core/knowledge/files.sql";
import { insert } from "#kit/change";
import { insertMany } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import { check } from "#kit/check";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { EventDeclaration } from "#kit/event";
import { uuidv7 } from "#kit/ids";
import { Conflict, InvalidInput, MissingScope, type Problem, problem, wrong, wrongInput } from "#kit/problem";
import { rowRead, shown } from "#kit/row";
import { fieldSayings, keptSaying, requestSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";
import { type Row, rowSchema } from "#kit/wire";

export const AlreadyImported = /* @__PURE__ */ problem(
  "conflict",
  "already_imported",
  "These bytes were imported already",
);
export const FileNotReady = /* @__PURE__ */ problem("conflict", "file_not_ready", "The file cannot be read yet");

/** What no answer shows: the importer's own note of where it reads on, and what it keeps in the store. */
export const OMIT = ["cursor", "unpacked"] as const;
export const Import = rowSchema(importJobs, OMIT);
export type Job = Row<typeof importJobs>;
export type Import = Omit<Job, (typeof OMIT)[number]>;
export const answer = (ctx: Ctx, job: Job): Import => named(ctx, shown(importJobs, job, OMIT));

/** An import as the speaker may see it: an API key that may not read files does not see what they are called. */
export const named = <I extends Pick<Job, "fileId" | "sourceName">>({ actor }: Ctx, job: I): I =>
  job.fileId === null || mayUse(actor, "knowledge:read") ? job : { ...job, sourceName: "" };

/** Of the rows that were skipped and of those that failed so many are recorded; the others are counted. */
export const MAX_RECORDED = 1_000;
/** The longest text that is imported without a file, in UTF-16 units. */
export const MAX_TEXT = 1_000_000;

export const kinds = importers.map(({ kind }) => kind) as [string, ...string[]];
export const importerOf = (kind: string): Importer | undefined => importers.find((one) => one.kind === kind);

/**
 * The scope that an API key needs to read what this kind brings in, or to change it, besides that of imports. Undefined for a kind that is
 * no more.
 */
function scopeOf(kind: string, access: "read" | "write"): string | undefined {
  const [pillar] = Object.entries(importersByPillar).find(([, own]) => own.some((one) => one.kind === kind)) ?? [];
  return pillar && `${pillar}:${access}`;
}

export interface Asked {
  kind: string;
  fileId?: string;
  text?: string;
  name?: string;
  options?: Record<string, unknown>;
  dryRun?: boolean;
  again?: boolean;
}

/**
 * Asks for an import, which begins at once. Throws AlreadyImported for bytes that an earlier import has taken in, unless `again` is said or it
 * is a dry run, which tells of that import by `sameAsId`. Throws MissingScope for an API key that may not change what would be brought in, or
 * not read the file.
 */
export async function create(ctx: Ctx, asked: Asked): Promise<Import> {
  const { kind, fileId, text, name = "", dryRun = false, again = false } = asked;
  needScope(ctx.actor, scopeOf(kind, "write")!);
  if (fileId !== undefined) needScope(ctx.actor, "knowledge:read");
  const said = saidIn(kind, asked.options ?? {});
  const remembered = rememberedRead(kind, said);
  const { source, sameAsId, before } =
    text === undefined
      ? await ofFile(ctx, kind, fileId!, remembered)
      : await ofText(ctx, kind, { name, text }, remembered);
  const options = { ...before.options, ...said };
  if (sameAsId !== null && !dryRun && !again)
    throw AlreadyImported(importRefusals("taken_in_before", { importJobId: sameAsId }));
  const id = uuidv7(ctx.now());
  const found = before.from === undefined ? null : { rememberedFrom: before.from };
  const values = { ...source, id, kind, options, isDryRun: dryRun, sameAsId, found };
  const [job] = await ctx.db.batch([
    insert(ctx, importJobs, values, { emits: { event: ImportStarted } }),
    insertMany(ctx, importTexts, text === undefined ? [] : [{ importJobId: id, text }]),
  ]);
  return answer(ctx, job);
}

/** What is said of how a source of this kind is read. Throws InvalidInput. */
function saidIn(kind: string, options: Record<string, unknown>): Record<string, unknown> {
  const known = importerOf(kind)!.options;
  const other = Object.keys(options).find((name) => !Object.hasOwn(known.shape, name));
  if (other !== undefined) throw wrongInput("#/options", importFields("no_option", { name: cut(other, 100) }));
  return check(known, options, "pointer", ["options"]) as Record<string, unknown>;
}

interface Before {
  options: Record<string, unknown>;
  /** The import that was told so; undefined where nothing is remembered. */
  from?: string;
}

/** What an earlier import was told that this one is not: see `remembers` of importer.ts. */
function rememberedRead(kind: string, said: Record<string, unknown>): Read<Before> {
  const { by, options = [] } = importerOf(kind)!.remembers ?? {};
  const isAsked = by !== undefined && said[by] !== undefined && !options.some((name) => said[name] !== undefined);
  const names = JSON.stringify(options);
  const query = read<{ id: string; options: string }>(sql`
    select j.id, (select coalesce(jsonb_object_agg(o.key, o.value), '{}')::text from jsonb_each(j.options) o
        where o.key in (select jsonb_array_elements_text(${names}::jsonb))) as options
    from ${importJobs} j where ${isAsked}::boolean and j.user_id = ${me} and j.kind = ${kind}
      and j.options ->> ${by ?? ""} = ${String(by === undefined ? "" : said[by])}
      and not j.is_dry_run and j.status in ('completed', 'partial')
    order by j.id desc limit 1`);
  return {
    ...query,
    decode(result) {
      const [found] = query.decode(result);
      const options = JSON.parse(found?.options ?? "{}") as Before["options"];
      return { options, ...(found && Object.keys(options).length > 0 && { from: found.id }) };
    },
  };
}

type Remembered = ReturnType<typeof rememberedRead>;

async function ofText(
  ctx: Ctx,
  kind: string,
  { name: sourceName, text }: { name: string; text: string },
  remembered: Remembered,
) {
  const bytes = Buffer.from(text, "utf8");
  const sourceSha256 = createHash("sha256").update(bytes).digest("hex");
  const [sameAsId, before] = await ctx.db.batch([sameRead(kind, sql`${sourceSha256}::text`), remembered]);
  return { source: { sourceName, sourceBytes: bytes.length, sourceSha256 }, sameAsId, before };
}

async function ofFile(ctx: Ctx, kind: string, fileId: string, remembered: Remembered) {
  const sha256 = sql`(select sha256 from ${files} where id = ${fileId}::uuid)`;
  const [file, sameAsId, before] = await ctx.db.batch([rowRead(files, fileId), sameRead(kind, sha256), remembered]);
  if (!file) throw InvalidInput(undefined, { errors: [wrong("#/fileId", fieldSayings("does_not_exist"))] });
  const { status, statusReason, statusReasonCoded, fileName, sizeBytes, sha256: sourceSha256 } = file;
  if (status !== "ready")
    throw FileNotReady(keptSaying(statusReason, statusReasonCoded) ?? importRefusals("file_not_here"));
  return { source: { fileId, sourceName: fileName, sourceBytes: sizeBytes, sourceSha256 }, sameAsId, before };
}

/** The latest import of these bytes as something of this kind that was not undone and did not come to nothing; null when there is none. */
function sameRead(kind: string, sha256: SQL): Read<string | null> {
  const family = importerOf(kind)!.family;
  const ofFamily = importers.filter((one) => one.family === family).map((one) => one.kind);
  const query = read<{ id: string }>(sql`
    select id from ${importJobs} where user_id = ${me} and source_sha256 = ${sha256} and not is_dry_run
      and kind in (select jsonb_array_elements_text(${JSON.stringify(ofFamily)}::jsonb))
      and status <> 'undone' and (status in ('queued', 'running', 'completed', 'partial') or processed > 0)
    order by id desc limit 1`);
  return { ...query, decode: (result) => query.decode(result)[0]?.id ?? null };
}

/** What of an import is as if it had not begun. */
const ANEW = {
  status: "queued",
  cursor: null,
  processed: 0,
  percentage: 0,
  created: 0,
  updated: 0,
  skipped: 0,
  failed: 0,
  found: null,
  error: null,
  errorCoded: null,
  startedAt: null,
  endedAt: null,
} as const;

/** Looks through the source of a dry run again, with these options in place of those before. Throws InvalidInput for what is none of its kind. */
export const recheck = (ctx: Ctx, id: string, options: Record<string, unknown>): Promise<Import> =>
  moving(ctx, id, {
    refuse({ isDryRun, status, kind }) {
      const lacking = lackingScope(ctx, kind);
      if (lacking) return lacking;
      if (!isDryRun) return Conflict(importRefusals("not_dry_run"));
      return isBusy(status) ? Conflict(importRefusals("dry_run_unfinished")) : undefined;
    },
    values: ({ kind }) => ({ ...ANEW, options: saidIn(kind, options), total: null }),
    event: ImportStarted,
  });

/** Makes the import of a dry run: from the beginning, with the same options. */
export const run = (ctx: Ctx, id: string): Promise<Import> =>
  moving(ctx, id, {
    refuse({ isDryRun, status, kind }) {
      const lacking = lackingScope(ctx, kind);
      if (lacking) return lacking;
      if (!isDryRun) return Conflict(importRefusals("not_dry_run"));
      return isBusy(status) ? Conflict(importRefusals("dry_run_unfinished")) : undefined;
    },
    values: { ...ANEW, isDryRun: false },
    event: ImportStarted,
  });

/** Stops an import, or its undo, where it is. What it has done stays. */
export const cancel = (ctx: Ctx, id: string): Promise<Import> =>
  moving(ctx, id, {
    refuse: ({ status }) => (isBusy(status) ? undefined : Conflict(importRefusals("import_finished"))),
    values: { status: "cancelled", endedAt: ctx.now().toISOString() },
    event: ImportCancelled,
  });

/** Lets an import go on that was cancelled or had failed. */
export const resume = (ctx: Ctx, id: string): Promise<Import> =>
  moving(ctx, id, {
    refuse({ status, undone, kept, kind }) {
      const lacking = lackingScope(ctx, kind);
      if (lacking) return lacking;
      if (status !== "failed" && status !== "cancelled") return Conflict(importRefusals("only_stopped"));
      return undone + kept > 0 ? Conflict(importRefusals("being_undone")) : undefined;
    },
    values: { status: "queued", error: null, errorCoded: null, endedAt: null },
    event: ImportStarted,
  });

/** Takes back what an import has done, as far as nobody changed it since. */
export const undo = (ctx: Ctx, id: string): Promise<Import> =>
  moving(ctx, id, {
    refuse({ isDryRun, status, kind }) {
      const lacking = lackingScope(ctx, kind);
      if (lacking) return lacking;
      if (isDryRun) return Conflict(importRefusals("dry_run_did_nothing"));
      if (status === "undone") return Conflict(importRefusals("import_undone"));
      return isBusy(status) ? Conflict(importRefusals("import_unfinished")) : undefined;
    },
    // The cursor stays until something is undone: an undo that is cancelled before leaves an import that can go on where it was.
    values: { status: "undoing", error: null, errorCoded: null, endedAt: null },
    event: ImportUndoStarted,
  });

/** The API key must not change by an import what it may not change otherwise. */
function lackingScope({ actor }: Ctx, kind: string): Problem | undefined {
  const scope = scopeOf(kind, "write");
  return scope === undefined || mayUse(actor, scope)
    ? undefined
    : MissingScope(requestSayings("scope_needed", { scope }));
}

/** The rows as the speaker may see them: an API key sees their titles when it may read what the import brings in. */
export async function titled<R extends { title: string | null }>(ctx: Ctx, id: string, rows: R[]): Promise<R[]> {
  if (readablePillars(ctx.actor) === undefined || rows.length === 0) return rows;
  const [job] = await ctx.db.batch([rowRead(importJobs, id)]);
  const scope = job && scopeOf(job.kind, "read");
  return scope && mayUse(ctx.actor, scope) ? rows : rows.map((row) => ({ ...row, title: null }));
}

const isBusy = (status: Job["status"]) => status === "queued" || status === "running" || status === "undoing";

async function moving(
  ctx: Ctx,
  id: string,
  move: {
    refuse: (job: Job) => Problem | undefined;
    values: Values<typeof importJobs> | ((job: Job) => Values<typeof importJobs>);
    event: EventDeclaration;
  },
): Promise<Import> {
  const { refuse, values, event } = move;
  return answer(
    ctx,
    await transition(ctx, importJobs, id, {
      follows: "any event",
      refuse,
      answer: (job) => answer(ctx, job),
      change:
        typeof values === "function"
          ? (job) => ({ values: values(job), emits: { event } })
          : { values, emits: { event } },
    }),
  );
}
