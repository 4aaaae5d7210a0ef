/** What a capture becomes: a document, metrics, and what is noticed in it. What it holds is data, and nothing in it says what is done with it. */
import { type SQL, sql } from "drizzle-orm";
import { contentsOf, NothingToKeep } from "#core/knowledge/capture-contents";
import { knownDocuments, ownKey, planDocuments } from "#core/knowledge/capture-documents";
import { knownInsights, planInsights } from "#core/knowledge/capture-insights";
import { CaptureBody, type Captured } from "#core/knowledge/capture-payloads";
import { keepReadings } from "#core/knowledge/capture-readings";
import type { WholeCapture } from "#core/knowledge/captures";
import { type CaptureOutcome, captureDocuments, dataStreams } from "#core/knowledge/data-streams.sql";
import { documents } from "#core/knowledge/documents.sql";
import { CaptureAnalysed, CaptureFailed, CaptureReceived } from "#core/knowledge/events";
import { captureReasons } from "#core/knowledge/sayings";
import type { Overdue } from "#core/platform/delivery/overdue";
import { update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { read } from "#kit/db";
import { live, rowRead } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** What is to be found in a text beside what is written here: names and links. */
export interface Told {
  title: string;
  text: string;
  language: string | null;
  at: string;
}

/**
 * Analyses a capture once more, and replaces what was made of it before. `isAsked`: its person wants it, so that a document that they have deleted is
 * made anew. Yields whether it was; not when there is no such capture any more, or nothing could be made of it, which is then written with it. Throws ApartError while too many documents are being read.
 */
export async function analyse(ctx: Ctx, id: string, { isAsked }: { isAsked: boolean }): Promise<boolean> {
  const [row] = await ctx.db.batch([rowRead(dataStreams, id, true)]);
  if (!row || row.userId !== ctx.actor.userId) return false;
  const capture = row as WholeCapture;
  const given: Captured = CaptureBody.parse({ source: capture.source, payload: capture.payload });
  try {
    await make(ctx, capture, given, isAsked);
    return true;
  } catch (error) {
    if (!(error instanceof NothingToKeep)) throw error;
    await fail(ctx, id, error.why);
    return false;
  }
}

/**
 * What is to be linked of a capture that was analysed: the text of the document that it became, or what came in; undefined where there is none. It is
 * read again, so that the run of the workflow keeps no text. One flight.
 */
export async function told(ctx: Ctx, id: string): Promise<Told | undefined> {
  const [row, [document]] = await ctx.db.batch([
    rowRead(dataStreams, id, true),
    read<{ text: string }>(sql`select left(d.content_markdown, ${MAX_TOLD}::int) as text from ${captureDocuments} c
      join ${documents} d on d.id = c.document_id where c.user_id = ${me} and c.key = ${ownKey(id)} and d.deleted_at is null`),
  ]);
  if (row?.status !== "analysed" || row.userId !== ctx.actor.userId) return undefined;
  const { source, payload, title, outcome, capturedAt } = row as WholeCapture;
  // The text of a page is in its document alone: it was taken from what is around it, or fetched.
  const text =
    document?.text ??
    (source === "web" ? undefined : (await contentsOf(ctx, CaptureBody.parse({ source, payload })))?.text);
  if (text === undefined) return undefined;
  return { title: title ?? "", text: cut(text, MAX_TOLD), language: outcome?.language ?? null, at: capturedAt };
}

const MAX_TOLD = 100_000;

async function make(ctx: Ctx, capture: WholeCapture, given: Captured, isAsked: boolean): Promise<void> {
  const { id, version } = capture;
  const contents = await contentsOf(ctx, given);
  const kept =
    given.source === "wearable" || given.source === "device"
      ? await keepReadings(ctx, given.payload.readings, given.payload.device ?? SOURCES[given.source])
      : undefined;
  const title = cut(contents?.title || capture.title || "", 500) || null;
  const [documentsKnown, insightsKnown] = await ctx.db.batch([knownDocuments(id, contents), knownInsights(id)]);
  const made = planDocuments(ctx, id, contents, documentsKnown, { isAsked });
  const noticed = planInsights(ctx, id, contents, title ?? capture.source, insightsKnown);
  const said = [...(contents?.remarks ?? []), ...made.remarks];
  const outcome: CaptureOutcome = {
    documents: made.documents.slice(0, 100),
    highlights: made.highlights,
    metrics: kept?.metrics ?? null,
    keyPoints: noticed.keyPoints,
    mentalModels: noticed.mentalModels,
    language: contents?.language ?? null,
    remarks: [
      ...said.map((saying) => ({ at: null, text: cut(saying.text, 500), coded: codedOf(saying) })),
      ...(kept?.remarks ?? []),
    ].slice(0, 20),
  };
  const payload = {
    documents: made.documents.length,
    metrics: (kept?.metrics?.added ?? 0) + (kept?.metrics?.updated ?? 0),
    insights: noticed.keyPoints === 0 ? noticed.mentalModels : noticed.mentalModels + 1,
  };
  const values = {
    status: "analysed",
    statusReason: null,
    statusReasonCoded: null,
    title,
    outcome,
    processedAt: ctx.now().toISOString(),
  } as const;
  await ctx.db.batch([
    // Nothing is made of a capture that was deleted meanwhile: the run is repeated, and finds none.
    update(ctx, dataStreams, sql`${live(dataStreams, id)} and ${dataStreams.version} = ${version}::int`, values, {
      emits: { event: CaptureAnalysed, payload },
      orConflict: "The capture was changed at the same moment; try again.",
    }),
    ...made.writes,
    ...noticed.writes,
  ]);
}

/** What their samples are from where the capture does not say. */
const SOURCES = { wearable: "Wearable", device: "Device" } as const;

/** Says with the capture why nothing was made of it. */
export const fail = (ctx: Ctx, id: string, why: Saying = captureReasons("capture_failed")): Promise<void> =>
  failWhere(ctx, live(dataStreams, id), why);

/** The same when a run has failed, unless it was analysed since that was asked for (an ISO 8601 instant): what fails after that is not its analysis. */
export const giveUp = (ctx: Ctx, id: string, askedAt: string): Promise<void> =>
  failWhere(
    ctx,
    sql`${live(dataStreams, id)} and (${dataStreams.status} = 'waiting' or ${dataStreams.processedAt} < ${askedAt}::timestamptz)`,
    captureReasons("capture_failed"),
  );

async function failWhere(ctx: Ctx, where: SQL, why: Saying): Promise<void> {
  const values = {
    status: "failed",
    statusReason: cut(why.text, 500),
    statusReasonCoded: codedOf(why),
    processedAt: ctx.now().toISOString(),
  } as const;
  const emits = { event: CaptureFailed, payload: { reason: why.code } };
  await ctx.db.batch([update(ctx, dataStreams, where, values, { emits })]);
}

/** Captures of which no run has made anything. */
export const unanalysed: Overdue = {
  workflow: "knowledge.analyseCapture",
  on: CaptureReceived,
  afterMinutes: 30,
  waiting: () =>
    sql`select id as entity_id, null as key from data_streams where status = 'waiting' and deleted_at is null order by created_at limit 10000`,
  giveUp: (ctx, event) => fail(causedBy(ctx, { id: event.id, correlationId: event.correlation_id }), event.entity_id!),
};
