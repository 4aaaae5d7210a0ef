import type { SaidWords } from "#console/words/said.ts";

export default {
  mood_out_of_range: "eine Stimmung geht von 1 bis 5",
  of_another_workout: "gehört zu einem anderen Training aus dieser Quelle",
  load_too_large: "ergeben zusammen mehr als {max} kg",
  series_too_long: "darf bei Punkten dieser Dichte höchstens {max} Tage nach dem Beginn liegen",
  measured_in: "{metricType} wird in {unit} gemessen",
  measures_at_most: "{metricType} ist höchstens {max} {unit}",
  body_fat_at_most: "ein Körperfettanteil ist höchstens 100",
  nutrients_at_most: "höchstens 100 Nährstoffe",
  workout_here: "Das Training dieser Quelle ist schon hier.",
  least_above_most: "darf nicht kleiner als least sein",
  no_target: "Ein Ziel braucht ein Mindestens oder ein Höchstens.",
  no_ingredients: "Das Rezept hat keine Zutaten, nach denen es sich schätzen ließe.",
  no_lines: "Von dieser Buchung gibt es keine Zeilen eines Belegs.",
  no_draft: "Nur ein Entwurf lässt sich eintragen, und diese Mahlzeit ist keiner.",
  samples_meanwhile: "Manche dieser Messwerte wurden inzwischen gespeichert.",
} satisfies SaidWords;
