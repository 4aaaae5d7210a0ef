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
  burnout_focus: "Ein Tag, an dem die Konzentration nicht kam",
  burnout_focus_day: "Du hast an einem Tag {count} Fokuszeiten abgebrochen.",
  burnout_lighter: "Ein leichterer Tag könnte dir guttun.",
  streak_at_risk: "Die Serie von {name} ist in Gefahr",
  streak_last_freeze:
    "Sie ist {streak} lang, und der letzte Joker ist verbraucht: Der nächste verpasste Tag beendet sie.",
  streak_last_days: ({ streak, times }, by) =>
    `Sie ist ${by.number(Number(streak))} Wochen lang, und diese Woche hat keinen Tag mehr übrig: noch ${by.number(Number(times))}-mal.`,
} satisfies ToldWords;
