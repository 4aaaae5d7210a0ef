/**
 * Sentences of the API in the person's language. The API says them in English, with a code and the values beside it; a language has words for
 * the codes in `said.<language>.ts`, of this folder for what is said anywhere and of a pillar for its own. They are plain texts with the names of
 * values in braces, or functions where a value decides about the words. What has no words yet stands in English.
 */
import { useSyncExternalStore } from "react";
import { number } from "./format.ts";
import { type Language, place, usePlace } from "./place.ts";
import { pseudo } from "./words.ts";

export interface Coded {
  code: string;
  params: Readonly<Record<string, string | number>>;
}
/** By codes. */
export type SaidWords = Readonly<Record<string, string | ((params: Coded["params"]) => string)>>;

const files = {
  ...import.meta.glob<SaidWords>("./said.*.ts", { import: "default" }),
  ...import.meta.glob<SaidWords>("../../pillars/*/said.*.ts", { import: "default" }),
};
const loaded = new Map<Language, SaidWords>();
const listeners = new Set<() => void>();

/** Loads the words of a language; English is what the API says itself. */
export async function loadSaid(language: Language): Promise<void> {
  if (loaded.has(language) || language !== "de") return;
  const own = Object.entries(files).filter(([path]) => path.endsWith(`/said.${language}.ts`));
  const all = await Promise.all(own.map(([, load]) => load()));
  loaded.set(language, Object.assign({}, ...all));
  for (const listener of listeners) listener();
}

/** The sentence `text` in the person's language. */
export function said(text: string, coded: Coded | null | undefined): string {
  const { language } = place();
  if (language === "qps") return coded ? pseudo(text) : text;
  const words = coded && loaded.get(language)?.[coded.code];
  if (!words) return text;
  const { subject, ...params } = coded.params;
  const sentence = typeof words === "string" ? filled(words, params) : words(params);
  return subject === undefined ? sentence : `${subject}: ${sentence}`;
}

/** Several sentences, whose whole is `text`: in the person's language where there are words for each. */
export function saidAll(text: string, all: readonly Coded[] | null | undefined): string {
  const words = loaded.get(place().language);
  if (!all || (place().language !== "qps" && !all.every(({ code }) => words?.[code]))) return text;
  return place().language === "qps" ? pseudo(text) : all.map((one) => said("", one)).join(" ");
}

const filled = (words: string, params: Coded["params"]): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });

/** The same for components, which load the words and show it anew when they have arrived. */
export function useSaid(): typeof said {
  const { language } = usePlace();
  useSyncExternalStore(subscribe, () => loaded.get(language));
  return said;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Without a connection it stays in English.
  loadSaid(place().language).catch(() => {});
  return () => listeners.delete(listener);
}
