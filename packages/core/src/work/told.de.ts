/** Was über die Arbeit gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  finishes_in_morning: "Die meisten Aufgaben erledigst du am Vormittag.",
  finishes_in_afternoon: "Die meisten Aufgaben erledigst du am Nachmittag.",
  finishes_in_evening: "Die meisten Aufgaben erledigst du am Abend.",
} satisfies ToldWords;
