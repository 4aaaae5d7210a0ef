/** Was über Routinen gesagt wird. */
import type { ToldWords } from "#core/platform/told";

/** Wann am Tag, nach dem englischen Text. */
const whens: Readonly<Record<string, string>> = {
  "in the morning": "am Morgen",
  "in the afternoon": "am Nachmittag",
  "in the evening": "am Abend",
};

export default {
  routine_slowed: "„{name}“ läuft seltener, als die Regel sagt",
  routine_slowed_why: ({ minutes }, by) =>
    by.plural(Number(minutes), {
      one: "In deinem Tarif laufen Routinen höchstens jede Minute.",
      other: `In deinem Tarif laufen Routinen höchstens alle ${by.number(Number(minutes))} Minuten.`,
    }),
  routine_slowed_until: "Was die Regel dazwischen nennt, fällt aus, bis du sie änderst.",
  routines_skipped: "Deine Routinen haben so viele Aufgaben gemacht, wie an einem Tag gehen",
  routines_skipped_until: "„{name}“, und was sonst bis Mitternacht (UTC) fällig ist, macht heute keine mehr.",
  routines_skipped_listed: "Was ausfiel, steht bei der Routine.",
  habit_at_another_time: ({ habit, when }) => `„${habit}“ ${whens[String(when)] ?? when} machen`,
  habit_done_later: ({ days, when, times }, by) =>
    `An ${by.number(Number(times))} der letzten ${by.number(Number(days))} Tage, an denen du es getan hast, war es ${whens[String(when)] ?? when}.`,
} satisfies ToldWords;
