/**
 * The words of a model for what a rule found, where its person permits that: given the rows and figures of the finding, and patterns of theirs that
 * are like it. A sentence that names none of these rows, or a number that is in none of them, is left out; without any, the rule's words stay.
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { ask } from "#core/cortex/door/ask";
import type { Why } from "#core/cortex/door/asked";
import { type AiPillar, aiPillars } from "#core/cortex/door/permission";
import { InsightEvents } from "#core/cortex/events";
import { insights } from "#core/cortex/insights.sql";
import { pillarsReadBy } from "#core/cortex/noticing";
import { detectorsOf } from "#core/cortex/pattern-detectors.generated";
import { find } from "#core/knowledge/search/find";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { rowRead } from "#kit/row";
import { cut } from "#kit/text";

const MAX_SENTENCES = 4;
const MAX_PATTERNS = 3;

const Phrased = z.strictObject({
  title: z.string().check(z.maxLength(200)),
  sentences: z
    .array(
      z.strictObject({
        text: z.string().check(z.maxLength(500)),
        /** Ids of the rows and patterns that it rests on. */
        rows: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
      }),
    )
    .check(z.maxLength(10)),
});
type Phrased = z.infer<typeof Phrased>;

const Evidence = z.object({ rule: z.string(), rows: z.array(z.object({ type: z.string(), id: z.string() })) });

/** How an insight came to its words. */
export type PhrasedBy = { madeBy: "model" } | { madeBy: "rules"; why?: Why };

/** Lets a model say the speaker's insight, if it may. Several flights, and none while the model is asked. */
export async function phrase(ctx: Ctx, insightId: string): Promise<PhrasedBy> {
  const [insight, [person]] = await ctx.db.batch([
    rowRead(insights, insightId),
    read<{ locale: string }>(
      sql`select coalesce(locale, 'en') as locale from users where id = ${ctx.actor.userId}::uuid`,
    ),
  ]);
  const evidence = Evidence.safeParse(insight?.evidence);
  if (insight?.generatedBy !== "rule" || !evidence.success) return { madeBy: "rules" };
  const similar = await similarPatterns(ctx, `${insight.title} ${insight.body}`);
  const pillars = pillarsOf(evidence.data.rule, similar);
  if (pillars.length === 0) return { madeBy: "rules" };
  const finding = JSON.stringify({ title: insight.title, body: insight.body, evidence: insight.evidence });
  const patterns = JSON.stringify(
    similar.map(({ id, description, support, occasions }) => ({ id, description, support, occasions })),
  );
  const answer = await ask(ctx, {
    capability: "explain_insight",
    pillars,
    instructions: `Say in the language "${languageOf(person?.locale)}" what was noticed, to the person whom it is about: a short title and at most ${MAX_SENTENCES} sentences. Use only what stands in the finding and in the patterns, and no number that does not stand there. Each sentence names in "rows" the ids of the rows or patterns that it rests on. Say what goes with what, never what causes what, and give no medical or financial advice.`,
    data: [
      { label: "the finding of a rule", text: finding },
      { label: "patterns of the same person that are like it", text: patterns },
    ],
    answer: Phrased,
    versions: [`${insight.id}:${insight.version}`, ...similar.map(({ id, support }) => `${id}:${support}`)].join(),
  });
  if (answer.by === "rules") return { madeBy: "rules", why: answer.why };
  const known = new Set([...evidence.data.rows, ...similar].map(({ id }) => id));
  const words = believed(answer.value, known, `${finding} ${patterns}`);
  if (!words) return { madeBy: "rules", why: "invalid" };
  const { title, body } = words;
  await ctx.db.batch([
    update(
      ctx,
      insights,
      // Whoever has rated it meanwhile has read the words of the rule.
      sql`${insights.id} = ${insight.id}::uuid and ${insights.version} = ${insight.version}::int`,
      { ...(title && { title, titleCoded: null }), body, bodyCoded: null, generatedBy: "ai" },
      { emits: { event: InsightEvents.updated } },
    ),
  ]);
  return { madeBy: "model" };
}

/** What of an answer rests on rows that there are and has no number of its own; undefined where no sentence does. */
export function believed(
  { title, sentences }: Phrased,
  known: ReadonlySet<string>,
  given: string,
): { title: string | undefined; body: string } | undefined {
  const numbers = new Set(numbersIn(given));
  const isSaid = (text: string) => text.trim() !== "" && numbersIn(text).every((one) => numbers.has(one));
  const kept = sentences
    .filter(({ text, rows }) => rows.some((id) => known.has(id)) && rows.every((id) => known.has(id)) && isSaid(text))
    .slice(0, MAX_SENTENCES);
  if (kept.length === 0) return undefined;
  return {
    title: isSaid(title) ? cut(title.trim(), 200) : undefined,
    body: kept.map(({ text }) => text.trim()).join(" "),
  };
}

/** The numbers of a text without what languages write into them; an amount in minor units is also the amount as people write it. */
function numbersIn(text: string): string[] {
  // Ids are no numbers.
  const plain = text.replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, " ");
  return (plain.match(/\d+(?:[.,]\d+)*/g) ?? []).map((one) => one.replace(/[.,]/g, "").replace(/0+$/, "") || "0");
}

interface Similar {
  id: string;
  patternType: string;
  description: string;
  support: number;
  occasions: number;
}

/** Patterns of the speaker that the search finds for the text, by its words and by its meaning. */
async function similarPatterns(ctx: Ctx, text: string): Promise<Similar[]> {
  const { data } = await find(ctx, { q: cut(text, 500), type: "pattern", limit: MAX_PATTERNS });
  if (data.length === 0) return [];
  const ids = JSON.stringify(data.map(({ id }) => id));
  const [rows] = await ctx.db.batch([
    read<Similar>(sql`select id, pattern_type as "patternType", description, support, occasions from patterns
      where id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb)) and user_id = ${ctx.actor.userId}::uuid order by id limit ${MAX_PATTERNS}::int`),
  ]);
  return rows;
}

/** The pillars of what would be sent. What rests on no pillar that a model could read is not sent. */
function pillarsOf(rule: string, similar: readonly Similar[]): AiPillar[] {
  const ofPatterns = similar.flatMap(({ patternType }) =>
    Object.entries(detectorsOf).flatMap(([pillar, own]) => (patternType in own ? [pillar] : [])),
  );
  const all = new Set<string>([...(pillarsReadBy.get(rule) ?? []), ...ofPatterns]);
  return aiPillars.filter((one) => all.has(one));
}

const languageOf = (locale = "en"): string => {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return "en";
  }
};
