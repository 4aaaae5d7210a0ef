/** Was über Aufgaben gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  break_down: "„{task}“ in {steps} Schritte zerlegen",
  drop_task: "„{task}“ fallen lassen",
  postponed_break_down:
    "Du hast sie {times}-mal auf später verschoben. Mit einem kleinen ersten Schritt fällt der Anfang vielleicht leichter.",
  postponed_drop: "Du hast sie {times}-mal auf später verschoben. Vielleicht muss sie gar nicht getan werden.",
  broken_down_by_list: "Die Schritte sind die Liste in ihrer Beschreibung.",
  broken_down_by_shape: "Das sind die Schritte, die so eine Aufgabe meistens hat.",
  broken_down_by_time: "Sie dauert länger, als man am Stück arbeitet, deshalb ist sie in Teile geteilt.",
  broken_down_by_model: "Diese Schritte hat sich ein Modell ausgedacht; sieh nach, ob sie passen.",
  finishes_in_morning: "Die meisten Aufgaben erledigst du am Vormittag.",
  finishes_in_afternoon: "Die meisten Aufgaben erledigst du am Nachmittag.",
  finishes_in_evening: "Die meisten Aufgaben erledigst du am Abend.",
} satisfies ToldWords;
