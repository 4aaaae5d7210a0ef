/** Captures: what comes from other programs, pages and devices, each once; what it becomes is found out in the background. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { needScope } from "#cloud/scopes";
import { insights } from "#core/cortex/insights.sql";
import { type Captured, described } from "#core/knowledge/capture-payloads";
import { dataStreams } from "#core/knowledge/data-streams.sql";
import { CaptureAnalysisRequested, CaptureEvents, CaptureReceived } from "#core/knowledge/events";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { shown } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

/** With what came in; answers are without, unless that is asked for. */
export type WholeCapture = Row<typeof dataStreams>;
export type Capture = Omit<WholeCapture, "payload">;

/** What only the answer about one capture has. */
export const HEAVY = ["payload"] as const;
export const answer = (capture: Record<string, unknown>): Capture => shown(dataStreams, capture, HEAVY);

/**
 * Keeps what came in, once for each id of its source, or where that gives none, once for what it is. What is known already stays as it came in
 * first, and `isNew` says so. One flight. Throws MissingScope for an API key that would write metrics by it and may not do so otherwise.
 */
export async function receive(
  ctx: Ctx,
  given: Captured & { externalId?: string | undefined; capturedAt?: string | undefined },
): Promise<{ capture: Capture; isNew: boolean }> {
  const { source, payload } = given;
  if (source === "wearable" || source === "device") needScope(ctx.actor, "health:write");
  const externalId = given.externalId ?? `sha256:${hashOf(payload)}`;
  const values = {
    id: uuidv7(ctx.now()),
    source,
    externalId,
    ...described(given),
    payload,
    capturedAt: given.capturedAt ?? ctx.now().toISOString(),
  };
  const [made, known] = await ctx.db.batch([
    insert(ctx, dataStreams, values, { emits: { event: CaptureReceived }, onConflict: "nothing" }),
    knownRead(source, externalId),
  ]);
  return { capture: answer(made ?? known!), isNew: made !== undefined };
}

/** Of the payload as it was checked, whose fields are in one order. */
const hashOf = (payload: object) => createHash("sha256").update(JSON.stringify(payload)).digest("hex");

function knownRead(source: string, externalId: string) {
  const columns = columnsOf(dataStreams);
  const keys = Object.keys(columns).filter((key) => key !== "payload");
  const query = read(
    sql`select ${selection(dataStreams, keys)} from ${dataStreams}
      where user_id = ${me} and source = ${source} and external_id = ${externalId} and deleted_at is null`,
  );
  return {
    ...query,
    decode: ({ columns: names, rows }: Parameters<typeof query.decode>[0]) =>
      rows[0] && (rowReader(columns, names)(rows[0]) as Record<string, unknown>),
  };
}

/** Has it analysed again; what is waiting for that already goes on waiting. */
export const analyseAgain = (ctx: Ctx, id: string): Promise<WholeCapture> =>
  transition(ctx, dataStreams, id, {
    answer,
    refuse: ({ status }) => (status === "waiting" ? "done" : undefined),
    change: {
      values: { status: "waiting", statusReason: null, statusReasonCoded: null },
      emits: { event: CaptureAnalysisRequested },
    },
  });

/**
 * Deletes a capture, and with it what was noticed in it, which quotes it. The documents and metrics that it has become stay: they are its person's by
 * now. A capture that is restored is analysed again. Throws NotFound and StaleVersion.
 */
export async function remove(ctx: Ctx, id: string, versions: number[] | undefined): Promise<void> {
  await transition(ctx, dataStreams, id, {
    versions,
    answer,
    change: {
      values: "removed",
      emits: { event: CaptureEvents.deleted },
      also: () => [effect(sql`delete from ${insights} where user_id = ${me} and data_stream_id = ${id}::uuid`)],
    },
  });
}
