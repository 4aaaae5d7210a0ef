/** What a capture says above all, and the ways to think that it names: sentences of its own, found by rules. A model's are not there yet. */
import { eq, sql } from "drizzle-orm";
import { InsightEvents } from "#core/cortex/events";
import { insights } from "#core/cortex/insights.sql";
import type { Contents } from "#core/knowledge/capture-contents";
import { keyPointsOf } from "#core/knowledge/key-points";
import { mentalModelsIn } from "#core/knowledge/mental-models";
import { told } from "#core/knowledge/told.en";
import { columnsOfTelling } from "#core/platform/told";
import { insert, remove, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, type Read, read } from "#kit/db";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";

export interface Noticed {
  writes: Query[];
  keyPoints: number;
  mentalModels: number;
}

interface Known {
  id: string;
  dedupeKey: string;
}

export const knownInsights = (captureId: string): Read<Known[]> =>
  read<Known>(
    sql`select id, dedupe_key as "dedupeKey" from ${insights} where user_id = ${me} and data_stream_id = ${captureId}::uuid order by id`,
  );

/** Sentences were chosen by what they have in common with the others, and nobody has understood them. */
const CHOSEN = 0.5;
/** A name that stands there is no guess, and neither is it worth interrupting anybody. */
const NAMED = 0.7;

/** The writes after which the insights of a capture are those of its contents; what its person thinks of one that is found again stays with it. */
export function planInsights(
  ctx: Ctx,
  captureId: string,
  contents: Contents | undefined,
  title: string,
  known: readonly Known[],
): Noticed {
  const points = contents?.hasPoints ? keyPointsOf(contents.text, contents.language) : [];
  const models = contents ? mentalModelsIn(contents.text, contents.language) : [];
  const name = cut(title, 150);
  const found = [
    ...(points.length > 0
      ? [
          {
            key: "key_points",
            insightType: "key_points",
            confidence: CHOSEN,
            evidence: { captureId, points },
            saying: told("capture_points", { title: name }),
            body: points.map(({ text }) => text).join("\n\n"),
          },
        ]
      : []),
    ...models.map(({ model, sentence, start, end }) => ({
      key: `model:${model.id}`,
      insightType: "mental_model",
      confidence: NAMED,
      evidence: { captureId, model: model.id, sentence, start, end },
      saying: named(model, name),
      body: sentence,
    })),
  ];
  const byKey = new Map(known.map(({ id, dedupeKey }) => [dedupeKey, id]));
  const writes: Query[] = found.map(({ key, saying, body, ...rest }) => {
    const dedupeKey = `capture:${captureId}:${key}`;
    // The words of others have no code.
    const values = { ...rest, ...columnsOfTelling({ title: saying }), body, bodyCoded: null };
    const id = byKey.get(dedupeKey);
    byKey.delete(dedupeKey);
    if (id) return update(ctx, insights, eq(insights.id, id), values, { emits: { event: InsightEvents.updated } });
    const own = { ...values, dedupeKey, dataStreamId: captureId, generatedBy: "rule" as const };
    return insert(ctx, insights, own, { emits: { event: InsightEvents.created }, onConflict: "nothing" });
  });
  for (const id of byKey.values())
    writes.push(remove(ctx, insights, eq(insights.id, id), { emits: { event: InsightEvents.deleted } }));
  return { writes, keyPoints: points.length, mentalModels: models.length };
}

/** Each language has its own name of a model, by what identifies it. */
const named = ({ id, en }: { id: string; en: string }, title: string): Saying => ({
  ...told("capture_model", { model: id, title }),
  text: told("capture_model", { model: en, title }).text,
});
