/**
 * What the demo person has recorded: four weeks that end now, made up but consistent (balances follow from transactions, lunches
 * that were bought are meals, insights state what the figures say). Random numbers are seeded with the day's date, so the same
 * clock gives the same life. Nothing of it lies in the future.
 */

import type { insights } from "#core/cortex/insights.sql";
import { told } from "#core/cortex/told.en";
import { withCost } from "#core/cortex/told-values";
import { FITNESS_CHECK_IN, sentimentOf } from "#core/health/brain-logs";
import type { brainLogs } from "#core/health/brain-logs.sql";
import { withExercises } from "#core/health/completed-workouts";
import type { meals } from "#core/health/meals.sql";
import type { MetricType } from "#core/health/metric-types";
import type { Sample } from "#core/health/metrics-known";
import type { completedWorkouts, workouts } from "#core/health/workouts.sql";
import type { notifications } from "#core/platform/notifications.sql";
import { columnsOfTelling } from "#core/platform/told";
import type { Saying } from "#kit/saying";
import { type Day, idAt, lastDays, rounded, written } from "./demo-days.ts";
import { type MorningDose, morningDoses } from "./demo-medical.ts";
import { monthlyPayments, type Payment, purchases } from "./demo-payments.ts";
import { BREAKFASTS, DINNERS, type Dish, LUNCHES, MOOD_NOTES, ORDERS, type Shop, TRAININGS } from "./demo-world.ts";

export interface DemoLife {
  /** When the four weeks begin. */
  start: string;
  /** The day that it is for the person now, `YYYY-MM-DD`. */
  today: string;
  /** In the order in which they happened. */
  payments: Payment[];
  workouts: (typeof workouts.$inferInsert)[];
  completedWorkouts: (typeof completedWorkouts.$inferInsert)[];
  meals: (typeof meals.$inferInsert)[];
  samples: Sample[];
  brainLogs: (typeof brainLogs.$inferInsert)[];
  doses: MorningDose[];
  insights: (typeof insights.$inferInsert)[];
  /** Delivered and read, and answered where a question was asked. */
  notifications: (typeof notifications.$inferInsert)[];
  /** A question of last evening without an answer yet. */
  question: typeof notifications.$inferInsert;
}

/** The life up to `now` of a person in `zone`, an IANA time zone. */
export function demoLife(now: Date, zone: string): DemoLife {
  const days = lastDays(now, zone);
  const start = days[0]!.at(0);
  const until = now.toISOString();

  const plans = plannedWorkouts(start);
  const nights: Night[] = [];
  const life: DemoLife = {
    start,
    today: days.at(-1)!.date,
    payments: monthlyPayments(now, zone),
    workouts: plans,
    completedWorkouts: [],
    meals: [],
    samples: [],
    brainLogs: [],
    doses: morningDoses(days),
    insights: [],
    notifications: [],
    question: fitnessQuestion(days.at(-2)!),
  };
  for (const [index, day] of days.entries()) {
    const trained = TRAININGS.some(({ weekday }) => weekday === day.weekday);
    const trainedBefore = TRAININGS.some(({ weekday }) => weekday === ((day.weekday + 5) % 7) + 1);
    const night = { at: day.at(7), afterTraining: trainedBefore, hours: sleptHours(day, trainedBefore) };
    if (night.at <= until) nights.push(night);
    const bought = purchases(day);
    life.payments.push(...bought);
    life.completedWorkouts.push(...sessions(day, plans));
    life.meals.push(...mealsOf(day, bought));
    // Of a night that goes on nothing has come yet.
    const measured = samplesOf(day, index, night.hours, trained);
    life.samples.push(...measured.filter(({ metricType }) => metricType !== "sleep" || night.at <= until));
    life.brainLogs.push(mood(day, night.hours, trained));
  }

  const past = <T>(rows: T[], at: (row: T) => string) => rows.filter((row) => at(row) <= until);
  life.payments = past(life.payments, ({ at }) => at).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  life.completedWorkouts = past(life.completedWorkouts, ({ completedAt }) => completedAt);
  life.meals = past(life.meals, ({ eatenAt }) => eatenAt);
  life.samples = past(life.samples, ({ measuredAt }) => measuredAt);
  life.brainLogs = past(life.brainLogs, ({ loggedAt }) => loggedAt);

  const rested = sleepInsight(nights, days.at(-2)!.at(9));
  life.insights = [rested, coffeeInsight(life.payments, days.at(-2)!.at(10))];
  const answered = answeredCheckIn(days.at(-9)!);
  life.notifications = [answered.notification, toldAbout(rested)];
  life.brainLogs.push(answered.mood);
  return life;
}

function plannedWorkouts(at: string): (typeof workouts.$inferInsert & { id: string })[] {
  return TRAININGS.map(({ name, type, smartTags, muscleSplit, exercises }) => ({
    id: idAt(at),
    ...written(at),
    name,
    type,
    smartTags,
    muscleSplit,
    exercises,
  }));
}

/** The day's training as it was done: heavier every week. */
function sessions(day: Day, plans: readonly { id: string; name: string }[]): (typeof completedWorkouts.$inferInsert)[] {
  return TRAININGS.filter(({ weekday }) => weekday === day.weekday).map(({ name, hour, exercises }) => {
    const durationMinutes = day.draw(45, 62);
    const completedAt = day.at(hour, durationMinutes);
    const sets = exercises.map(({ name: exercise, weightKg, ...done }) => ({
      exercise,
      ...done,
      ...(weightKg && { weightKg: weightKg + day.week * 2.5 }),
    }));
    return withExercises({
      id: idAt(completedAt),
      ...written(completedAt),
      workoutId: plans.find((plan) => plan.name === name)!.id,
      durationMinutes,
      sets,
      calories: durationMinutes * 8,
      completedAt,
    });
  });
}

function mealsOf(day: Day, bought: readonly Payment[]): (typeof meals.$inferInsert)[] {
  const eaten: (typeof meals.$inferInsert)[] = [];
  const eat = (eatenAt: string, { name, calories, macros }: Dish, transactionId?: string) =>
    eaten.push({ id: idAt(eatenAt), ...written(eatenAt), name, calories, macros, eatenAt, transactionId });
  /** A meal that was ordered at one of the shops, or else one from one's own kitchen. */
  const meal = (at: string, shops: readonly Shop[], kitchen: readonly Dish[]) => {
    const own = day.pick(kitchen);
    const order = bought.find(({ shop }) => shop && shops.includes(shop));
    eat(at, (order && ORDERS[order.shop!]) ?? own, order?.id);
  };
  const breakfast = day.pick(BREAKFASTS);
  if (day.chance(0.9)) eat(day.isWeekend ? day.at(9, 30) : day.at(7, 40), breakfast);
  meal(day.at(12, 45), ["Nudelhaus Lin", "Falafel Ecke"], LUNCHES);
  meal(day.at(20, 15), ["Trattoria Sole"], DINNERS);
  return eaten;
}

/** What a watch would have sent, each sample with a key of its own, so that none is stored twice. */
function samplesOf(day: Day, index: number, slept: number, trained: boolean): Sample[] {
  const sample = (metricType: MetricType, value: number, measuredAt: string, part = 1): Sample => ({
    metricType,
    value,
    measuredAt,
    source: "demo_watch",
    externalId: `${day.date}/${metricType}/${part}`,
  });
  const training = trained ? TRAININGS.find(({ weekday }) => weekday === day.weekday) : undefined;
  const minutes = day.draw(44, 60);
  return [
    sample("sleep_hours", slept, day.at(7)),
    ...nightOf(slept, day.at(7)).map(([stage, from, to], part) => ({
      ...sample("sleep", 0, from, part + 1),
      endedAt: to,
      stage,
    })),
    sample("resting_heart_rate", 60 - index / 14 + day.draw(-2, 2), day.at(7)),
    sample("weight_kg", rounded(74.6 - index * 0.04 + day.draw(-0.3, 0.3, 1), 1), day.at(7, 10)),
    sample("steps", day.draw(1_500, 3_200), day.at(11), 1),
    sample("steps", day.draw(2_000, 4_500), day.at(17), 2),
    sample("steps", day.draw(800, 2_400) + (training?.type === "cardio" ? 6_000 : 0), day.at(21), 3),
    ...(training
      ? [
          sample("exercise_minutes", minutes, day.at(training.hour + 1)),
          sample("active_calories", minutes * 8, day.at(training.hour + 1)),
        ]
      : []),
  ].map((one) => ({ ...one, value: rounded(one.value, 1) }));
}

/** What of an hour that is slept is of each stage, from cycle to cycle: deep sleep comes first, and dreams come later. */
const CYCLES = [
  { light: 0.5, deep: 0.35, rem: 0.15 },
  { light: 0.55, deep: 0.2, rem: 0.25 },
  { light: 0.6, deep: 0.05, rem: 0.35 },
];
const AWAKE_MINUTES = 6;

/** The stages of a night of so many hours asleep that ends at a moment, in order; between its cycles one is awake. */
function nightOf(slept: number, end: string): [NonNullable<Sample["stage"]>, string, string][] {
  const minutes = Math.round(slept * 60);
  const cycle = minutes / CYCLES.length;
  const stages = CYCLES.flatMap(({ light, deep, rem }, n) => [
    ["light", light * cycle] as const,
    ["deep", deep * cycle] as const,
    ["rem", rem * cycle] as const,
    ...(n < CYCLES.length - 1 ? [["awake", AWAKE_MINUTES] as const] : []),
  ]);
  let at = Date.parse(end) - (minutes + AWAKE_MINUTES * (CYCLES.length - 1)) * 60_000;
  return stages.map(([stage, length], n) => {
    const from = at;
    at = n === stages.length - 1 ? Date.parse(end) : Math.round((from + length * 60_000) / 60_000) * 60_000;
    return [stage, new Date(from).toISOString(), new Date(at).toISOString()];
  });
}

interface Night {
  at: string;
  hours: number;
  afterTraining: boolean;
}

/** Training the day before makes for a longer night; the insight below finds that again. */
const sleptHours = (day: Day, afterTraining: boolean) => rounded(day.draw(6.2, 7.4, 1) + (afterTraining ? 0.7 : 0), 1);

function mood(day: Day, slept: number, trained: boolean): typeof brainLogs.$inferInsert {
  const value = Math.min(5, Math.max(2, Math.round(1.6 + (slept - 6) + (trained ? 1 : 0) + day.draw(0, 1.2, 2))));
  return moodEntry(day.at(21, 30), value, day.chance(0.4) ? MOOD_NOTES[value] : undefined);
}

const moodEntry = (loggedAt: string, value: number, note?: string) => ({
  id: idAt(loggedAt),
  createdAt: loggedAt,
  updatedAt: loggedAt,
  category: "social" as const,
  metricName: "mood_score" as const,
  value,
  sentimentScore: sentimentOf(value),
  note,
  loggedAt,
});

/** The insight that the nights before `at` support. */
function sleepInsight(nights: readonly Night[], at: string) {
  const mean = (among: readonly Night[]) => rounded(among.reduce((sum, { hours }) => sum + hours, 0) / among.length, 1);
  const known = nights.filter((night) => night.at <= at);
  const after = known.filter(({ afterTraining }) => afterTraining);
  const other = known.filter(({ afterTraining }) => !afterTraining);
  const evidence = { afterTrainingHours: mean(after), otherHours: mean(other), nights: known.length };
  return {
    ...insightRow(at),
    insightType: "sleep_after_training",
    ...tellings(told("demo_sleep"), told("demo_sleep_hours", { after: mean(after), other: mean(other) })),
    confidence: 0.8,
    generatedBy: "statistics" as const,
    evidence,
    dedupeKey: `demo:sleep-after-training:${at}`,
  };
}

/** The insight that the payments before `at` support. */
function coffeeInsight(payments: readonly Payment[], at: string) {
  const coffees = payments.filter((one) => one.category === "Coffee" && one.at <= at);
  const cents = -coffees.reduce((sum, one) => sum + one.cents, 0);
  return {
    ...insightRow(at),
    insightType: "category_spend",
    ...tellings(
      told("demo_coffees", { count: coffees.length }),
      withCost({ amountCents: cents, currency: "EUR" }, (cost) =>
        told("demo_coffees_cost", { ...cost, count: coffees.length }),
      ),
    ),
    confidence: 1,
    generatedBy: "rule" as const,
    evidence: { amountCents: cents, currency: "EUR", transactions: coffees.length },
    dedupeKey: `demo:coffee:${at}`,
  };
}

/** What is told in a sentence of its own and one below. */
function tellings(title: Saying, sentence: Saying) {
  const { body, ...columns } = columnsOfTelling({ title, body: [sentence] });
  return { ...columns, body: body! };
}

const insightRow = (at: string) => ({ id: idAt(at), ...written(at), shownAt: at });

const QUESTION = {
  kind: FITNESS_CHECK_IN,
  action: {
    question: told("fitness_question").text,
    answer: { type: "scale", min: 1, max: 5 },
  },
  channel: "in_app" as const,
  status: "sent" as const,
};

function fitnessQuestion(day: Day): typeof notifications.$inferInsert {
  const at = day.at(20, 30);
  return { id: idAt(at), ...written(at), ...QUESTION, ...tellings(told("fitness_question"), told("demo_trained")) };
}

/** A question of last week, with the mood that its answer became. */
function answeredCheckIn(day: Day) {
  const asked = day.at(20, 30);
  const answeredAt = day.at(20, 52);
  const id = idAt(asked);
  const answer = { value: 4, note: "The weights go up." };
  return {
    notification: {
      id,
      ...written(asked),
      ...QUESTION,
      ...tellings(told("fitness_question"), told("demo_no_miss")),
      readAt: answeredAt,
      answeredAt,
      answer,
    },
    mood: { ...moodEntry(answeredAt, answer.value, answer.note), sourceType: "notification", sourceId: id },
  };
}

function toldAbout({
  title,
  titleCoded,
  body,
  bodyCoded,
  shownAt,
}: ReturnType<typeof sleepInsight>): typeof notifications.$inferInsert {
  const channel = { kind: "insight", channel: "in_app", status: "sent" } as const;
  return { id: idAt(shownAt), ...written(shownAt), ...channel, title, titleCoded, body, bodyCoded, readAt: shownAt };
}
