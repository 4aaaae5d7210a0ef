/**
 * Tells people of insights while they are awake, at most three a local day, the surest first. What is found in the night waits for the morning;
 * what had no place until the evening is told no more, and is there for whoever looks.
 */
import { sql } from "drizzle-orm";
import { type Feedback, feedbackRead, loweredBy, noFeedback, TOLD_ABOVE } from "#core/cortex/confidence";
import { type insightOrigins, insights } from "#core/cortex/insights.sql";
import { toldElsewhere } from "#core/cortex/noticing";
import { userSettings } from "#core/identity/users.sql";
import { inTurn } from "#core/platform/in-turn";
import { sending } from "#core/platform/notifications";
import { notifications } from "#core/platform/notifications.sql";
import { calendarRead } from "#core/rhythm/habit-history";
import { dayAt, minutesOf, timeOn } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { leastId } from "#kit/ids";
import { isConflict } from "#kit/problem";
import type { Coded } from "#kit/saying";
import { me } from "#kit/table";

export const INSIGHT = "insight";
const A_DAY = 3;
const MORNING = "08:00";
const EVENING = "22:00";
const MAX_CANDIDATES = 50;

/** A local day on which a person is told something, and from when to when, ISO 8601 in UTC. */
export interface Waking {
  day: string;
  from: string;
  to: string;
}

/** Whether its person would be told of an insight by what its event says. */
export const isWorthTelling = (insightType: string, confidence: number): boolean =>
  confidence > TOLD_ABOVE && !toldElsewhere.has(insightType);

/** The hours of waking in which the speaker is told of what is found now: today's until the evening, then tomorrow's. One flight. */
export async function wakingNow(ctx: Ctx): Promise<Waking> {
  const [{ timezone, dayStart }, [settings]] = await ctx.db.batch([
    calendarRead,
    read<{ workdayStart: string }>(
      sql`select to_char(${userSettings.workdayStart}, 'HH24:MI') as "workdayStart" from ${userSettings} where ${userSettings.userId} = ${me}`,
    ),
  ]);
  return wakingAt(timezone, dayStart, settings?.workdayStart ?? MORNING, ctx.now().getTime());
}

/** Whoever begins to work before the usual morning is awake then; nobody is before their day begins. */
export function wakingAt(timezone: string, dayStart: string, workdayStart: string, instant: number): Waking {
  const early = minutesOf(workdayStart) < minutesOf(MORNING) ? workdayStart : MORNING;
  const begins = minutesOf(early) < minutesOf(dayStart) ? dayStart : early;
  const on = (day: string) => ({ day, from: timeOn(timezone, day, begins), to: timeOn(timezone, day, EVENING) });
  const today = dayAt(timezone, "00:00", instant);
  const first = on(today);
  const { day, from, to } = instant < first.to ? first : on(dayText(dayNumber(today) + 1));
  return { day, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

interface Candidate {
  id: string;
  insightType: string;
  confidence: number;
  generatedBy: (typeof insightOrigins)[number];
  title: string;
  titleCoded: string | null;
  body: string;
  bodyCoded: string | null;
  eventId: string;
}

const DAY_MS = 86_400_000;

/** What was found for these hours and is not told yet. Ids begin with the time at which they were made. */
function waitingRead({ to }: Waking): Read<Candidate[]> {
  const since = new Date(Date.parse(to) - DAY_MS);
  return read<Candidate>(sql`
    select i.id, i.insight_type as "insightType", i.confidence::float8 as confidence, i.generated_by as "generatedBy", i.title,
      i.title_coded::text as "titleCoded", i.body, i.body_coded::text as "bodyCoded", e.id as "eventId"
    from ${insights} i cross join lateral (select e.id from events e where e.entity_type = 'insight' and e.entity_id = i.id
      and e.event_type = 'cortex.insight.found' order by e.id limit 1) e
    where i.user_id = ${me} and i.id >= ${leastId(since)}::uuid and i.created_at < ${to}::timestamptz and i.feedback is null and i.data_stream_id is null
      and i.confidence > ${TOLD_ABOVE}::numeric
      and not exists (select from ${notifications} n where n.user_id = ${me} and n.source_event_id = e.id and n.kind = ${INSIGHT})
    order by i.confidence desc, i.id limit ${MAX_CANDIDATES}::int`);
}

/** Figures say by themselves how sure they are; a dislike of the type counts beside. What a rule found has it counted in. */
function sureness({ insightType, generatedBy, confidence }: Candidate, said: ReadonlyMap<string, Feedback>): number {
  return generatedBy === "statistics" ? loweredBy(confidence, said.get(insightType) ?? noFeedback) : confidence;
}

/**
 * Tells the speaker of the surest insight that waits, if there is a place for it today. `again` is true where another was faster and the rest
 * is to be looked at anew. Two flights.
 */
export async function tellSurest(ctx: Ctx, waking: Waking): Promise<{ notificationId: string | null; again: boolean }> {
  const nothing = { notificationId: null, again: false };
  const now = ctx.now().toISOString();
  if (now < waking.from || now >= waking.to) return nothing;
  const [said, waiting] = await ctx.db.batch([feedbackRead(), waitingRead(waking)]);
  const [surest] = waiting
    .filter((one) => !toldElsewhere.has(one.insightType))
    .map((one) => ({ ...one, sure: sureness(one, said) }))
    .filter(({ sure }) => sure > TOLD_ABOVE)
    .sort((a, b) => b.sure - a.sure);
  if (!surest) return nothing;
  const coded = (json: string | null) => (json === null ? null : (JSON.parse(json) as Coded & Coded[]));
  const title = coded(surest.titleCoded);
  try {
    const [, , sent] = await ctx.db.batch([
      inTurn(`cortex.tellInsight ${ctx.actor.userId}`),
      effect(sql`select raise_problem('LF005', 'told enough') from ${notifications} where user_id = ${me} and kind = ${INSIGHT}
        and id >= ${leastId(new Date(Date.parse(waking.from) - DAY_MS))}::uuid and action ->> 'day' = ${waking.day} having count(*) >= ${A_DAY}::int`),
      sending(ctx, {
        kind: INSIGHT,
        title: title ? { ...title, text: surest.title } : surest.title,
        body: { text: surest.body, coded: coded(surest.bodyCoded) },
        action: { insightId: surest.id, day: waking.day },
        sourceEventId: surest.eventId,
      }),
    ]);
    return { notificationId: sent?.id ?? null, again: sent === undefined };
  } catch (error) {
    if (isConflict(error)) return nothing;
    throw error;
  }
}
