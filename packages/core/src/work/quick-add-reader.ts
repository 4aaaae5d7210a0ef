/** What reads the times of a line in one language, and which language that is. */
import type { datesIn } from "#core/work/quick-add-dates";
import type { limitIn, Place, recurrenceIn } from "#core/work/quick-add-recurrence";

export interface Reader {
  recurrenceIn: typeof recurrenceIn;
  limitIn: typeof limitIn;
  datesIn: typeof datesIn;
  /** Whether the parsed places are everything about time. `rest` is the text with control characters in these places. */
  isWhole: (rest: string, places: readonly Place[]) => boolean;
  /** Whether words name the beginning of a series; for a single task they say only half of when it is due. */
  isBeginning: (words: string) => boolean;
  /** Whether words can be the day from which a series goes on. */
  isSince: (words: string) => boolean;
  /** Whether, by what comes after it, a recurrence is the subject of a sentence: “Every day is a gift”. */
  isSubject: (after: string) => boolean;
}

/** A language in which a line may be beside English. */
export interface Language {
  reader: Reader;
  /** Whether there is anything for this reader; what looks the same in every language, such as 10:30, is read as in English. */
  mayBe: (text: string) => boolean;
  /** Whether a line speaks of time in this language, so that no other reader should read a part of it. */
  isCertain: (text: string) => boolean;
}
