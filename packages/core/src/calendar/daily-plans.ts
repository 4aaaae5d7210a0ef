/** Plans of a day: intentions in the morning, reflections in the evening, and the moods of both. */
import { eq, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { dailyPlans } from "#core/calendar/calendar.sql";
import { DailyPlanCreated, DailyPlanUpdated } from "#core/calendar/events";
import { moodLogged } from "#core/health/mood-logs";
import { inTurn } from "#core/platform/in-turn";
import { lifeDomains } from "#core/work/life-domains.sql";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { uuidv7 } from "#kit/ids";
import { NotFound } from "#kit/problem";
import { matches, staleVersion } from "#kit/row";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

export type DailyPlan = Row<typeof dailyPlans>;
type Given = Pick<
  typeof dailyPlans.$inferInsert,
  "energyLevel" | "focusDomainIds" | "morningIntention" | "eveningReflection" | "moodMorning" | "moodEvening"
>;

const ofDay = (date: string) =>
  rowsRead(dailyPlans, sql`${dailyPlans.userId} = ${me} and ${dailyPlans.date} = ${date}::date`, { limit: 1 });

/** The plan of a day; throws NotFound when there is none. */
export async function get(ctx: Ctx, date: string): Promise<DailyPlan> {
  const [[plan]] = await ctx.db.batch([ofDay(date)]);
  if (!plan) throw NotFound();
  return plan;
}

/**
 * Makes or replaces the plan of a day: fields that are not given are empty afterwards. A mood is logged as a mood_score, too: a
 * changed one changes that log, and one that is cleared takes it along. Two flights. Throws StaleVersion, and InvalidInput for a life domain that the caller does not see.
 */
export async function put(ctx: Ctx, date: string, given: Given, versions: number[] | undefined): Promise<DailyPlan> {
  const { focusDomainIds = [], ...rest } = given;
  const values = {
    energyLevel: null,
    morningIntention: null,
    eveningReflection: null,
    moodMorning: null,
    moodEvening: null,
    ...rest,
    focusDomainIds: domainsSeen(focusDomainIds),
  };
  for (let attempt = 1; ; attempt++) {
    const [[known]] = await ctx.db.batch([ofDay(date)]);
    const stale = staleVersion(known ?? {}, versions);
    if (stale) throw stale;
    const id = known?.id ?? uuidv7(ctx.now());
    const cause = justEmitted(id, DailyPlanCreated, DailyPlanUpdated);
    const at = ctx.now().toISOString();
    const mood = (part: string, value: number | null, before: number | null) =>
      moodLogged(ctx, { type: "daily_plan", id, part }, { value, before, at }, cause);
    const writing = known
      ? update(
          ctx,
          dailyPlans,
          sql`${eq(dailyPlans.id, id)} and ${matches(dailyPlans, versions) ?? sql`true`}`,
          values,
          {
            emits: { event: DailyPlanUpdated },
            orConflict: "The plan was changed at the same moment; try again.",
          },
        )
      : insert(ctx, dailyPlans, { ...values, id, date }, { emits: { event: DailyPlanCreated } });
    try {
      const [, plan] = await ctx.db.batch([
        inTurn(`daily plan ${ctx.actor.userId} ${date}`),
        writing,
        ...mood("morning", values.moodMorning, known?.moodMorning ?? null),
        ...mood("evening", values.moodEvening, known?.moodEvening ?? null),
      ]);
      return plan as DailyPlan;
    } catch (error) {
      // Somebody made the plan of this day at the same moment: it is changed instead.
      if ((error as { code?: string }).code !== "23505" || attempt > 1) throw error;
    }
  }
}

/**
 * The ids of life domains, which no foreign key can check in an array. Deleted ones stay, so that a plan of then can be written again as it is.
 */
function domainsSeen(given: readonly string[]): SQL {
  const ids = sql`${`{${given.join(",")}}`}::uuid[]`;
  const isUnseen = sql`exists (select from unnest(${ids}) one where not exists (select from ${lifeDomains} d where d.id = one))`;
  return sql`case when ${isUnseen} and raise_problem('LF004', 'focus_domain_ids') then null else ${ids} end`;
}
