/** Was über Erkenntnisse gesagt und was gefragt wird. */
import type { Forms, ToldWords } from "#core/platform/told";
import type { Values } from "#kit/saying";

const cost = ({ amount, currency }: Values, by: Forms) => by.money(Number(amount), String(currency));

export default {
  meal_after_training: "{meal} nach {training}",
  meal_after_workout: "{meal} nach dem Training",
  had_after_training: "Du hast {training} beendet und {later} später {meal} gegessen.",
  had_after_workout: "Du hast dein Training beendet und {later} später {meal} gegessen.",
  paid_after_training: (values, by) =>
    `Du hast ${values.training} beendet und ${values.later} später ${values.meal} gegessen, für ${cost(values, by)}.`,
  paid_after_workout: (values, by) =>
    `Du hast dein Training beendet und ${values.later} später ${values.meal} gegessen, für ${cost(values, by)}.`,
  fitness_question: "Wie zufrieden bist du mit deinem Training?",
  // Aus dem Leben zur Vorführung.
  demo_sleep: "Du schläfst länger, wenn du trainiert hast",
  demo_sleep_hours:
    "In den letzten vier Wochen hast du nach einem Tag mit Training {after} Stunden geschlafen und sonst {other} Stunden.",
  demo_coffees: "{count}-mal Kaffee in vier Wochen",
  demo_coffees_cost: (values, by) =>
    `In den letzten vier Wochen hast du ${cost(values, by)} für ${by.number(Number(values.count))}-mal Kaffee ausgegeben.`,
  demo_trained: "Diesen Monat hast du dreimal in der Woche trainiert.",
  demo_no_miss: "Zwei Wochen Training, ohne eines auszulassen.",
} satisfies ToldWords;
