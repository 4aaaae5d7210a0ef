/** What the fields of rows are called: `fields.en.ts` of their pillar, by the names of the contract. */
import { useEffect, useState } from "react";
import { usePlace } from "#console/words/place.ts";
import { loadWords, wordsOf } from "#console/words/words.ts";

/** What a field is called, and more of a field that cannot be chosen or read on its own. */
type FieldName =
  | string
  | {
      readonly name: string;
      /** Puts a value into words, where only the pillar can. */
      readonly shown?: (value: unknown) => string;
      /** What its values are called that are words of the API. */
      readonly values?: Readonly<Record<string, string>>;
      /** The field that says the same more exactly: where both changed, the choice of that one holds for this one. */
      readonly goesWith?: string;
    };
export type Names = Readonly<Record<string, FieldName>>;

/** The names of a pillar of the API; none until they are loaded. */
export function useFieldNames(pillar: string): Names {
  const { language } = usePlace();
  // The API's pillar of administration has its pages in the folder `operations`.
  const name = `${pillar === "admin" ? "operations" : pillar}/fields`;
  const [names, setNames] = useState<Names>({});
  useEffect(() => {
    loadWords(name, language)
      .then(() => setNames(wordsOf<object>(name, language) as Names))
      // A pillar without forms has no names.
      .catch(() => {});
  }, [name, language]);
  return names;
}

/** What a field is called within a sentence, where it has a name. */
export function nameOf(field: string, names: Names): string | undefined {
  const given = names[field];
  return typeof given === "object" ? given.name : given;
}

/** A value of a field in words, where the pillar has some for it. */
export function wordOf(field: string, value: unknown, names: Names): string | undefined {
  const given = names[field];
  if (typeof given !== "object" || value === null || value === undefined) return undefined;
  return given.shown?.(value) ?? (typeof value === "string" ? given.values?.[value] : undefined);
}

/** `dueDate` as “Due date”, for a field that is newer than the names. */
export function labelOf(field: string, names: Names, language: string): string {
  const text = nameOf(field, names) ?? field.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
