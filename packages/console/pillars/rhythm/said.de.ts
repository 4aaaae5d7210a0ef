import type { SaidWords } from "#console/words/said.ts";

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
  no_rule: "ist keine Regel: {reason}",
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
} satisfies SaidWords;
