/**
 * Texts in the person's language. A file of words is a plain object of texts and of functions that make one:
 *
 *     export default { title: "Tasks", due: (n: number) => plural(n, { one: `${n} task`, other: `${n} tasks` }) };
 *
 * `words.de.ts` beside `words.en.ts` says `satisfies Words<typeof en>`, so that a missing, surplus or wrongly called text does not compile.
 * Files of pillars are loaded with their page and read by `useWords<typeof en>("work")`; the frame's and common ones are in this folder.
 */
import { createContext, type ReactNode, useContext } from "react";
import { type Language, languageOfWords, usePlace } from "./place.ts";

type Text = string | ((...values: never[]) => ReactNode) | { readonly [name: string]: Text };
export type Texts = { readonly [name: string]: Text };

/** The same texts in another language. */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => infer R
      ? (...values: V) => R extends string ? string : R
      : Words<T[K]>;
};

const own = import.meta.glob<Readonly<Record<string, Texts>>>("./own.*.ts", { import: "default" });
const modules = {
  ...import.meta.glob<Texts>("../../pillars/*/words.*.ts", { import: "default" }),
  ...import.meta.glob<Texts>("../../pillars/*/fields.*.ts", { import: "default" }),
};
const loaded = new Map<string, Texts>();

/** Loads the words of this folder: what components, frame, data and session say. */
export async function loadOwnWords(language: Language): Promise<void> {
  if (loaded.has(`common ${language}`)) return;
  const words = await own[`./own.${languageOfWords(language)}.ts`]!();
  for (const [name, texts] of Object.entries(words)) keep(name, language, texts);
}

/** Loads words of a pillar, that a page is about to show; whoever has none is no fault. `work/fields` are what the fields of rows are called. */
export async function loadWords(name: string, language: Language): Promise<void> {
  if (loaded.has(`${name} ${language}`)) return;
  const file = `../../pillars/${name.includes("/") ? name : `${name}/words`}.${languageOfWords(language)}.ts`;
  const texts = await modules[file]?.();
  if (texts) keep(name, language, texts);
}

function keep(name: string, language: Language, texts: Texts): void {
  loaded.set(`${name} ${language}`, language === "qps" ? bracketed(texts) : texts);
}

/** Renders what it holds anew when words have arrived. */
export const LoadedWords = createContext(0);

/** The words of `name` in the person's language; they were loaded with the page. */
export function useWords<T extends object>(name: string): Words<T> {
  const { language } = usePlace();
  useContext(LoadedWords);
  return wordsOf<T>(name, language);
}

/** The same outside of components. */
export function wordsOf<T extends object>(name: string, language: Language): Words<T> {
  const texts = loaded.get(`${name} ${language}`);
  if (!texts) throw new Error(`The words of ${name} in ${language} are not loaded.`);
  // What the file exports is what its type says: it is the same file.
  return texts as unknown as Words<T>;
}

/**
 * A language that nobody speaks, for tests: every text stands in brackets, with accents and some length more, so that what never was in a
 * file of words, and what does not fit, is seen.
 */
export function bracketed<T extends Texts>(texts: T): T {
  const one = (text: Text): Text => {
    if (typeof text === "string") return pseudo(text);
    if (typeof text !== "function") return bracketed(text);
    return (...values) => {
      const made = text(...values);
      return typeof made === "string" ? pseudo(made) : made;
    };
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, one(text)])) as T;
}

const ACCENTS: Record<string, string> = Object.fromEntries(
  [..."aceinorstuyzACEIOSU"].map((letter, at) => [letter, [..."åçéîñøŕšťûýžÅÇÉÎØŠÛ"][at]!]),
);

export function pseudo(text: string): string {
  const accented = text.replace(/[a-z]/gi, (letter) => ACCENTS[letter] ?? letter);
  const words = ["one", "two", "three", "four", "five"].slice(0, Math.min(5, Math.ceil(text.length / 12)));
  return `[${accented} ${words.join(" ")}]`;
}
