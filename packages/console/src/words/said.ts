/**
 * Sentences of the API in the person's language. The API says them in English, with a code and the values beside it; a language has words for
 * the codes in `said.<language>.ts`, of this folder for what is said anywhere and of a pillar for its own. They are plain texts with the names of
 * values in braces, or functions where a value decides about the words. What has no words yet stands in English.
 */

import { useSyncExternalStore } from "react";
import type { Forms } from "#core/platform/told";
import type data from "./data.words.en.ts";
import { money, number, plural } from "./format.ts";
import { type Language, place, usePlace } from "./place.ts";
import { pseudo, wordsOf } from "./words.ts";

export interface Coded {
  code: string;
  params: Readonly<Record<string, string | number>>;
}
/** As the person writes values. */
const forms: Forms = { number: (value: number) => number(value), plural, money };
/** By codes. */
export type SaidWords = Readonly<Record<string, string | ((params: Coded["params"], by: Forms) => string)>>;

const files = {
  ...import.meta.glob<SaidWords>("./said.*.ts", { import: "default" }),
  ...import.meta.glob<SaidWords>("../../pillars/*/said.*.ts", { import: "default" }),
};
const loaded = new Map<Language, SaidWords>();
const wholly = new Set<Language>();
const listeners = new Set<() => void>();

/** Loads the words of a language; English is what the API says itself. */
export async function loadSaid(language: Language): Promise<void> {
  if (wholly.has(language) || language !== "de") return;
  const own = Object.entries(files).filter(([path]) => path.endsWith(`/said.${language}.ts`));
  const [all] = await Promise.all([Promise.all(own.map(([, load]) => load())), loadTold(language)]);
  keep(language, Object.assign({}, ...all));
  wholly.add(language);
}

/** Loads what LifeOS tells by itself, of all pillars: one file, and all that pages need which only show that. */
export async function loadTold(language: Language): Promise<void> {
  if (loaded.has(language) || language !== "de") return;
  keep(language, (await import("#core/platform/told.generated")).de);
}

function keep(language: Language, words: SaidWords): void {
  loaded.set(language, { ...loaded.get(language), ...words });
  for (const listener of listeners) listener();
}

/** The sentence `text` in the person's language. */
export function said(text: string, coded: Coded | null | undefined): string {
  const { language } = place();
  if (language === "qps") return coded ? pseudo(text) : text;
  const words = coded && wordsFor(coded.code);
  if (!words) return text;
  const { subject, ...params } = coded.params;
  const sentence = typeof words === "string" ? filled(words, params) : words(params, forms);
  return subject === undefined ? sentence : `${subject}: ${sentence}`;
}

/** Several sentences, whose whole is `text`: in the person's language where there are words for each. */
export function saidAll(text: string, all: readonly Coded[] | null | undefined): string {
  if (!all || (place().language !== "qps" && !all.every(({ code }) => wordsFor(code)))) return text;
  return place().language === "qps" ? pseudo(text) : all.map((one) => said("", one)).join(" ");
}

/** What means a problem as a whole may have its words where problems are told. */
function wordsFor(code: string): SaidWords[string] | undefined {
  const { language } = place();
  const words = loaded.get(language)?.[code];
  if (words !== undefined || language === "en" || !code.startsWith("problem.")) return words;
  return wordsOf<typeof data>("data", language).byCode[code.slice("problem.".length) as keyof typeof data.byCode];
}

const filled = (words: string, params: Coded["params"]): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });

/** The same for components, which load the words and show it anew when they have arrived. */
export function useSaid(): typeof said {
  const { language } = usePlace();
  useSyncExternalStore(listenToAll, () => loaded.get(language));
  return said;
}

/** A row that tells something, such as a notification. */
interface Telling {
  title: string;
  titleCoded?: Coded | null;
  body?: string | null;
  bodyCoded?: readonly Coded[] | null;
}

export const toldOf = ({ title, titleCoded, body, bodyCoded }: Telling): { title: string; body: string } => ({
  title: said(title, titleCoded),
  body: body ? saidAll(body, bodyCoded) : "",
});

/** What rows tell, in the person's language, as `useSaid` does it. */
export function useTold(): typeof toldOf {
  const { language } = usePlace();
  useSyncExternalStore(listenToTold, () => loaded.get(language));
  return toldOf;
}

// Without a connection it stays in English.
const listenTo = (load: (language: Language) => Promise<void>) => (listener: () => void) => {
  listeners.add(listener);
  load(place().language).catch(() => {});
  return () => listeners.delete(listener);
};
const listenToAll = listenTo(loadSaid);
const listenToTold = listenTo(loadTold);
