/** What the fields of rows are called: `fields.en.ts` of their pillar, by the names of the contract. */
import { useEffect, useState } from "react";
import { usePlace } from "#console/words/place.ts";
import { loadWords, wordsOf } from "#console/words/words.ts";

type Names = Readonly<Record<string, string>>;

/** The names of a pillar of the API; none until they are loaded. */
export function useFieldNames(pillar: string): Names {
  const { language } = usePlace();
  // The API's pillar of administration has its pages in the folder `operations`.
  const name = `${pillar === "admin" ? "operations" : pillar}/fields`;
  const [names, setNames] = useState<Names>({});
  useEffect(() => {
    loadWords(name, language)
      .then(() => setNames(wordsOf<Names>(name, language)))
      // A pillar without forms has no names.
      .catch(() => {});
  }, [name, language]);
  return names;
}

/** `dueDate` as “Due date”, for a field that is newer than the names. */
export function labelOf(field: string, names: Names, language: string): string {
  const text = names[field] ?? field.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
