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

/** Wie Bereiche heißen. */
const pillars: Readonly<Record<string, string>> = {
  calendar: "Kalender",
  finance: "Finanzen",
  health: "Gesundheit",
  household: "Haushalt",
  ingest: "Posteingang",
  knowledge: "Wissen",
  people: "Menschen",
  rhythm: "Rhythmus",
  work: "Arbeit",
};
const pillarName = (name: string | number | undefined) => pillars[String(name)] ?? String(name);

function dayIn(day: string | number | undefined, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? String(day)
    : new Intl.DateTimeFormat("de", { ...options, timeZone: "UTC" }).format(at);
}
const longDay = (day: string | number | undefined) =>
  dayIn(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = (day: string | number | undefined) => dayIn(day, { day: "numeric", month: "long", year: "numeric" });

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
  chat_unknown: "Darauf weiß ich keine Antwort. Beantworten kann ich zum Beispiel:",
  chat_help: "Du kannst mich zum Beispiel fragen:",
  chat_examples_days: "„Was steht morgen an?“, „Was ist diese Woche fällig?“, „Was ist überfällig?“",
  chat_examples_money: "„Was habe ich letzten Monat für Lebensmittel ausgegeben?“, „Wie ist mein Kontostand?“",
  chat_examples_health:
    "„Wie habe ich geschlafen?“, „Wie laufen meine Gewohnheiten?“, „Meine Stimmung ist 4, gut gelaufen“",
  chat_examples_home: "„Was läuft bald ab?“, „Wer hat als Nächstes Geburtstag?“, „Wo ist mein Reisepass?“",
  chat_examples_adding: "„Aufgabe: Miete überweisen morgen“, „Setze Milch auf die Einkaufsliste“",
  chat_no_such_change:
    "Ich ändere nichts, dem du nicht zugestimmt hast, und kann nur Aufgaben, Einkäufe und Stimmungen hinzufügen.",
  chat_not_readable: ({ pillar }) => `Das darf ich hier nicht lesen: ${pillarName(pillar)}.`,
  chat_not_changeable: ({ pillar }) => `Das darf ich hier nicht hinzufügen: ${pillarName(pillar)}.`,
  chat_more: "Und {count} weitere.",
  chat_day: ({ day }) => `${longDay(day)}:`,
  chat_day_free: ({ day }) => `Am ${longDay(day)} ist nichts.`,
  chat_days_free: ({ from, to }) => `Vom ${shortDay(from)} bis zum ${shortDay(to)} ist nichts.`,
  chat_at: "{start} bis {end}: {title}",
  chat_all_day: "Ganztägig: {title}",
  chat_routine_at: "{start}: {title}",
  chat_task_due: "Fällig: {title}",
  chat_habit_due: "Gewohnheit: {title}",
  chat_tasks_due: ({ day, count }, by) => `Fällig bis ${longDay(day)}: ${by.number(Number(count))}`,
  chat_no_tasks_due: ({ day }) => `Bis ${longDay(day)} ist keine Aufgabe fällig.`,
  chat_tasks_open: "Offene Aufgaben: {count}",
  chat_no_tasks_open: "Keine Aufgabe ist offen.",
  chat_tasks_overdue: "Überfällige Aufgaben: {count}",
  chat_no_tasks_overdue: "Keine Aufgabe ist überfällig.",
  chat_item: "{title}",
  chat_item_on: ({ title, day }) => `${title}, ${longDay(day)}`,
  chat_no_accounts: "Du hast hier kein offenes Konto.",
  chat_balance: (params, by) => `${params.title}: ${cost(params, by)}`,
  chat_spent_nothing: ({ from, to }) => `Vom ${shortDay(from)} bis zum ${shortDay(to)} hast du nichts ausgegeben.`,
  chat_spent_nothing_on: ({ from, to, category }) =>
    `Vom ${shortDay(from)} bis zum ${shortDay(to)} hast du für ${category} nichts ausgegeben.`,
  chat_spent: (params, by) =>
    `Vom ${shortDay(params.from)} bis zum ${shortDay(params.to)} hast du ${cost(params, by)} ausgegeben.`,
  chat_spent_under: (params, by) => `${params.category}: ${cost(params, by)}`,
  chat_spent_elsewhere: (params, by) => `Ohne Kategorie: ${cost(params, by)}`,
  chat_no_sleep: ({ day }) => `Für die Nacht vor ${longDay(day)} ist kein Schlaf aufgezeichnet.`,
  chat_slept: ({ hours, minutes, day, start, end }) =>
    `Du hast vor ${longDay(day)} ${hours} h ${minutes} min geschlafen, von ${start} bis ${end}.`,
  chat_slept_awake: "Dazwischen warst du {minutes} min wach.",
  chat_slept_usually: ({ count, hours, minutes }, by) =>
    by.plural(Number(count), {
      one: `In der aufgezeichneten Nacht der Woche davor waren es ${hours} h ${minutes} min.`,
      other: `In den ${by.number(Number(count))} aufgezeichneten Nächten der Woche davor waren es im Mittel ${hours} h ${minutes} min.`,
    }),
  chat_no_habits: "Du pflegst hier keine Gewohnheit.",
  chat_habits_done: "Gewohnheiten von heute: {done} von {due} getan.",
  chat_habit_open: "Noch offen: {title}",
  chat_habit_done: "Getan: {title}",
  chat_no_streaks: "Keine Serie läuft.",
  chat_streak: "{title}: {count} in Folge",
  chat_no_birthdays: "Ich kenne keinen Geburtstag innerhalb eines Jahres.",
  chat_no_birthday_of: "Ich kenne keinen Geburtstag von {name}.",
  chat_birthday: ({ name, day }) => `${name}: ${longDay(day)}`,
  chat_birthday_years: ({ name, day, years }) => `${name}: ${longDay(day)}, ${years} Jahre`,
  chat_nothing_expires: "In der Vorratskammer läuft innerhalb einer Woche nichts ab.",
  chat_expires: ({ title, day }) => `${title} hält sich bis ${longDay(day)}.`,
  chat_expired: ({ title, day }) => `${title} ist abgelaufen: ${longDay(day)}.`,
  chat_found: "Das gibt es zu „{query}“:",
  chat_found_nothing: "In dem, was ich lesen darf, gibt es nichts zu „{query}“.",
  chat_propose_task: "Soll ich diese Aufgabe hinzufügen? {title}",
  chat_propose_shopping: "Soll ich das auf die Einkaufsliste setzen? {title}",
  chat_propose_mood: "Soll ich deine Stimmung als {value} von 5 festhalten?",
} satisfies ToldWords;
