import type { SaidWords } from "#console/words/said.ts";

export default {
  asks_nothing: "Diese Mitteilung fragt nichts.",
  answered_already: "Diese Frage ist schon beantwortet.",
  whole_number_from_to: "muss eine ganze Zahl von {min} bis {max} sein",
  merge_own: "Nur wem es gehört, kann es zusammenführen: Andere verlören oder sähen, was nicht ihres ist.",
  merge_unreadable: "Ein Teil davon lässt sich nicht öffnen, weil sein Schlüssel fehlt, und ginge verloren.",
  merge_undone: "Es ist schon rückgängig gemacht.",
  merge_built_on: "Eine spätere Zusammenführung baut darauf auf; mach die zuerst rückgängig.",
  merge_survivor_gone: "Womit es zusammengeführt wurde, ist gelöscht; hol das zuerst zurück.",
  merged_away: "Es wurde mit etwas anderem zusammengeführt; mach stattdessen das rückgängig.",
} satisfies SaidWords;
