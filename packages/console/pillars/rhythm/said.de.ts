import type { SaidWords } from "#console/words/said.ts";

/** Die fünf Felder einer Regel von cron, im Nominativ und Genitiv. */
const fields: Readonly<Record<string, readonly [string, string]>> = {
  minute: ["die Minute", "der Minute"],
  hour: ["die Stunde", "der Stunde"],
  "day of month": ["der Tag des Monats", "des Tags des Monats"],
  month: ["der Monat", "des Monats"],
  "day of week": ["der Wochentag", "des Wochentags"],
};
const fieldIs = (field: string | number | undefined) => fields[String(field)]?.[0] ?? String(field);
const fieldOf = (field: string | number | undefined) => fields[String(field)]?.[1] ?? String(field);

export default {
  in_the_future: "liegt in der Zukunft",
  ten_years_ago: "liegt mehr als zehn Jahre zurück",
  ten_years_away: "liegt mehr als zehn Jahre entfernt",
  says_how_much: "sagt, wie viel davon getan ist, und fehlt",
  nothing_of_daily: "hat bei einer täglichen Gewohnheit nichts zu sagen",
  days_or_times: "muss Wochentage nennen, oder wie oft in der Woche",
  how_often: "muss sagen, wie oft",
  span_of_stats: "darf nicht nach dem Ende liegen und höchstens {max} Tage davor",
  a_year_ahead: "liegt mehr als ein Jahr in der Zukunft",
  no_member: "ist kein Mitglied des Haushalts",
  rule_form: "ist keine Regel, die hier bekannt ist: {said}",
  rule_value: "enthält einen unmöglichen Wert: {said}",
  rule_frequency: "kommt öfter als einmal am Tag wieder: {said}",
  rule_together: "enthält Teile, die nicht zusammenpassen: {said}",
  rule_never: "kommt nie vor",
  rule_length: "hat mehr als {said} Zeichen",
  comes_too_often:
    "kommt nach {found} Minuten wieder; im Tarif {tier} müssen mindestens {least} zwischen zwei Läufen liegen",
  nothing_said: "Zu diesem Tag wurde nichts gesagt.",
  focus_runs: "Es läuft schon eine Fokuszeit; beende sie zuerst.",
  focus_over: "Die Fokuszeit ist vorbei.",
  focus_not_running: "Nur eine laufende Fokuszeit lässt sich anhalten.",
  focus_pauses: "Die Fokuszeit wurde zu oft angehalten.",
  focus_not_paused: "Nur eine angehaltene Fokuszeit kann weitergehen.",
  focus_ended: "Die Fokuszeit ist schon zu Ende.",
  rule_meanwhile: "Die Regel wurde im selben Augenblick geändert; versuch es noch einmal.",
  routines_full: "Bei dir laufen {active} Routinen, so viele hat der Tarif {tier}: halt zuerst eine an oder lösch sie.",
  cron_never: "ist keine Regel: so einen Tag gibt es nicht, „{said}“ kommt nie",
  cron_nickname: "ist keine Regel: es gibt {known}, nicht „{said}“",
  cron_five_fields:
    "ist keine Regel: sie muss fünf Felder haben (Minute, Stunde, Tag des Monats, Monat, Wochentag), nicht „{said}“",
  cron_unreadable: ({ said, field }) => `ist keine Regel: „${said}“ lässt sich nicht lesen, wo ${fieldIs(field)} steht`,
  cron_range: ({ said, field }) =>
    `ist keine Regel: ein Bereich ${fieldOf(field)} beginnt mit dem kleineren, nicht wie „${said}“`,
  cron_step_of: ({ said, field }) =>
    `ist keine Regel: vor der Schrittweite steht * oder ein Bereich, und ${fieldIs(field)} ist „${said}“`,
  cron_step: ({ said, field, most }) =>
    `ist keine Regel: die Schrittweite ${fieldOf(field)} geht von 1 bis ${most}, nicht „${said}“`,
  cron_number: ({ said, field, min, max }) =>
    `ist keine Regel: ${fieldIs(field)} geht von ${min} bis ${max}, nicht „${said}“`,
  cron_named: ({ said, field, min, max, first, last }) =>
    `ist keine Regel: ${fieldIs(field)} geht von ${min} bis ${max} oder ${first} bis ${last}, nicht „${said}“`,
  cron_workday: "ist keine Regel: mit W gibt es nur LW, den letzten Werktag eines Monats, nicht „{said}“",
  cron_nth: "ist keine Regel: ein Wochentag kommt im Monat von #1 bis #5 vor, nicht als „{said}“",
  run_too_many: "Der Lauf würde {count} Aufgaben machen, und im Tarif {tier} machen Routinen höchstens {most} am Tag.",
} satisfies SaidWords;
