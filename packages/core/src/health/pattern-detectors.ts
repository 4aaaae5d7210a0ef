/** What comes again and again in training and meals. */
import { sql } from "drizzle-orm";
import { patternDetector } from "#core/cortex/pattern-detector";
import { DRAFT } from "#core/health/meals";
import { meals } from "#core/health/meals.sql";
import { told } from "#core/health/told.en";
import { completedWorkouts } from "#core/health/workouts.sql";
import { dayIn } from "#core/identity/zone";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** As for the insight of a meal after a workout. */
const HOURS = 3;
/** So many stretches of that length a day is awake. */
const STRETCHES_A_DAY = 5;
const MOST_CHANCE = 0.9;
const MANY = 2_000;

interface Followed {
  day: number;
  meal: string | null;
}

export default {
  /** The meal, or the place of one, that comes after a workout. */
  after_workout_meal: patternDetector({
    pillars: ["health"],
    reads: ({ begins, ends, timezone }) => [
      read<Followed>(sql`
        select ${dayIn(sql`w.completed_at`, sql`${timezone}::text`)} - date '1970-01-01' as day, (
          select m.name from ${meals} m where m.user_id = ${me} and m.deleted_at is null and m.dependent_id is null and m.source <> ${DRAFT}
            and m.eaten_at >= w.completed_at and m.eaten_at <= w.completed_at + make_interval(hours => ${HOURS}::int)
          order by m.eaten_at, m.id limit 1) as meal
        from ${completedWorkouts} w where w.user_id = ${me} and w.deleted_at is null and w.dependent_id is null
          and w.completed_at >= ${begins}::timestamptz and w.completed_at < ${ends}::timestamptz order by w.completed_at limit ${MANY}::int`),
      read<{ name: string; times: number; days: number }>(sql`
        select m.name, count(*)::int as times, (select count(distinct ${dayIn(sql`d.eaten_at`, sql`${timezone}::text`)})::int from ${meals} d
          where d.user_id = ${me} and d.deleted_at is null and d.eaten_at >= ${begins}::timestamptz and d.eaten_at < ${ends}::timestamptz) as days
        from ${meals} m where m.user_id = ${me} and m.deleted_at is null and m.dependent_id is null and m.source <> ${DRAFT}
          and m.eaten_at >= ${begins}::timestamptz and m.eaten_at < ${ends}::timestamptz group by m.name having count(*) > 3 order by 2 desc limit 50`),
    ],
    found: ([workouts, eaten]) =>
      eaten.map(({ name, times, days }) => ({
        key: name,
        description: told("meal_follows_training", { meal: name }),
        occasions: workouts.map(({ day, meal }) => ({ day, isHit: meal === name })),
        chance: Math.min(MOST_CHANCE, times / (Math.max(1, days) * STRETCHES_A_DAY)),
        among: eaten.length,
      })),
  }),
};
