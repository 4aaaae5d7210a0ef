/** Was über Erkenntnisse gesagt und was gefragt wird. */
import type { Forms, ToldWords } from "#core/platform/told";
import type { Values } from "#kit/saying";

const cost = ({ amount, currency }: Values, by: Forms) => by.money(Number(amount), String(currency));

/** Was miteinander einhergeht, nach den englischen Texten: wie es am Anfang steht und wie danach. */
const sides: Readonly<Record<string, string>> = {
  "more sleep": "mehr Schlaf",
  "more steps": "mehr Schritte",
  "more exercise": "mehr Bewegung",
  "a better mood": "bessere Stimmung",
  "more food": "mehr Essen",
  "more finished tasks": "mehr erledigte Aufgaben",
  "more focused time": "mehr konzentrierte Zeit",
  "more kept habits": "mehr eingehaltene Gewohnheiten",
  "more spending": "höhere Ausgaben",
  "more people met": "mehr Begegnungen",
  "more journal": "mehr Tagebuch",
  "less sleep": "weniger Schlaf",
  "fewer steps": "weniger Schritte",
  "less exercise": "weniger Bewegung",
  "a worse mood": "schlechtere Stimmung",
  "less food": "weniger Essen",
  "fewer finished tasks": "weniger erledigte Aufgaben",
  "less focused time": "weniger konzentrierte Zeit",
  "fewer kept habits": "weniger eingehaltene Gewohnheiten",
  "less spending": "niedrigere Ausgaben",
  "fewer people met": "weniger Begegnungen",
  "less journal": "weniger Tagebuch",
};
/** Was gemessen wird, nach dem englischen Text. */
const measures: Readonly<Record<string, string>> = {
  sleep: "Schlaf",
  steps: "Schritte",
  exercise: "Bewegung",
  mood: "Stimmung",
  food: "Essen",
  "finished tasks": "erledigte Aufgaben",
  "focused time": "konzentrierte Zeit",
  "kept habits": "eingehaltene Gewohnheiten",
  spending: "Ausgaben",
  "people met": "Begegnungen",
  journal: "Tagebuch",
};
const measured = (text: string | number | undefined) => measures[String(text).toLowerCase()] ?? String(text);
const side = (text: string | number | undefined) => sides[String(text).toLowerCase()] ?? String(text);
const first = (text: string) => text[0]!.toUpperCase() + text.slice(1);
const bothSides = ({ behaviour, outcome }: Values) => ({ behaviour: first(side(behaviour)), outcome: side(outcome) });

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
  goes_with: (values) => `${bothSides(values).behaviour} und ${bothSides(values).outcome} gehen miteinander einher`,
  goes_with_same_day: (values) =>
    `${bothSides(values).behaviour} und ${bothSides(values).outcome} fielen auf dieselben Tage.`,
  goes_with_next_day: (values) => `${bothSides(values).behaviour}: am Tag danach ${bothSides(values).outcome}.`,
  goes_with_days_later: (values, by) =>
    `${bothSides(values).behaviour}: ${by.number(Number(values.lag))} Tage danach ${bothSides(values).outcome}.`,
  goes_with_figures:
    "Über {pairs} Tage ist die Korrelation {r}, irgendwo zwischen {low} und {high}, ohne Wochentage und Trends gerechnet. Was wovon kommt, sagt sie nicht.",
  outcome_better: ({ measure }) => `Seit einer Änderung, die du angenommen hast, steht es besser: ${measured(measure)}`,
  outcome_worse: ({ measure }) =>
    `Seit einer Änderung, die du angenommen hast, steht es schlechter: ${measured(measure)}`,
  outcome_cannot_tell: ({ measure }) =>
    `Ob eine Änderung, die du angenommen hast, etwas bewirkt hat, ist nicht zu sagen: ${measured(measure)}`,
  outcome_figures:
    "An einem gewöhnlichen Tag war der Wert davor {before} und in den zwei Wochen danach {after}. Der Sprung beträgt {step} Standardabweichungen, irgendwo zwischen {low} und {high}, ohne Wochentage und Trends gerechnet, über {days} Tage.",
  outcome_too_little: "Davor oder danach sind es zu wenige Tage, oder zu wenige, die sich unterscheiden.",
  draft_refused_title: "Eine E-Mail ging nicht hinaus",
  draft_refused:
    "Der Dienst, der E-Mails zustellt, nimmt sie nicht an: Sieh die Adressen nach und schick sie noch einmal.",
  draft_unanswered:
    "Der Dienst, der E-Mails zustellt, antwortet nicht. Der Entwurf ist, wie er war: Schick ihn später noch einmal.",
  tokens_exhausted: "Für ein Modell sind zu wenige Tokens übrig",
  tokens_exhausted_until: "Was LifeOS rät, entsteht nach Regeln, bis es wieder mehr sind.",
  // Aus dem Leben zur Vorführung.
  demo_sleep: "Du schläfst länger, wenn du trainiert hast",
  demo_sleep_hours:
    "In den letzten vier Wochen hast du nach einem Tag mit Training {after} Stunden geschlafen und sonst {other} Stunden.",
  demo_coffees: "{count}-mal Kaffee in vier Wochen",
  demo_coffees_cost: (values, by) =>
    `In den letzten vier Wochen hast du ${cost(values, by)} für ${by.number(Number(values.count))}-mal Kaffee ausgegeben.`,
  demo_trained: "Diesen Monat hast du dreimal in der Woche trainiert.",
  demo_no_miss: "Zwei Wochen Training, ohne eines auszulassen.",
  training_month: "Wie es dir zuletzt mit dem Training ging",
  training_month_paid: (values, by) =>
    `${by.number(Number(values.count))}-mal hast du nach dem Training gegessen und gesagt, wie es läuft, im Mittel ${by.number(Number(values.mood))} von 5; das hat ${cost(values, by)} gekostet.`,
  training_month_unpaid: ({ count, mood }, by) =>
    `${by.number(Number(count))}-mal hast du nach dem Training gegessen und gesagt, wie es läuft, im Mittel ${by.number(Number(mood))} von 5.`,
} satisfies ToldWords;
