/** That what the API says for people has words in every language of the console, and no word is for what it does not say. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { schedules } from "#core/admin/schedules.generated";
import { setPlace } from "./src/words/place.ts";
import type { SaidWords } from "./src/words/said.ts";

const root = path.resolve(import.meta.dirname, "../..");
const load = (file: string): Promise<Record<string, unknown>> => import(pathToFileURL(path.join(root, file)).href);

/** Every sentence with its code, and where it is declared. Schedules have their ids as codes. */
async function declared(): Promise<[code: string, sentence: string, file: string][]> {
  const files = globSync("packages/{kit,cloud}/src/sayings.ts", { cwd: root });
  const all = [...files, ...globSync("packages/core/src/*/sayings.ts", { cwd: root })];
  const found = await Promise.all(
    all.map(async (file) =>
      Object.values(await load(file)).flatMap((one) =>
        Object.entries((one as { sentences?: Record<string, string> }).sentences ?? {}).map(
          ([code, sentence]) => [code, sentence, file] as [string, string, string],
        ),
      ),
    ),
  );
  return [
    ...found.flat(),
    ...schedules.map(({ id, summary }) => [id, summary, "schedules"] as [string, string, string]),
  ];
}

async function german(): Promise<[code: string, words: SaidWords[string]][]> {
  const files = globSync("packages/console/{src/words,pillars/*}/said.de.ts", { cwd: root });
  const found = await Promise.all(files.map(load));
  return found.flatMap((one) => Object.entries(one.default as SaidWords));
}

const valuesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

describe("Sentences of the API", () => {
  it("have codes that each mean one thing", async () => {
    const codes = (await declared()).map(([code]) => code);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(codes.length).toBeGreaterThan(100);
  });

  it("have German words, each once, and there are words for nothing else", async () => {
    const words = (await german()).map(([code]) => code);
    expect(words.toSorted()).toEqual((await declared()).map(([code]) => code).toSorted());
  });

  it("have words that name no value which the sentence does not have", async () => {
    setPlace({ language: "de", locale: "de-AT", zone: "Europe/Vienna", currency: "EUR" });
    const sentences = new Map((await declared()).map(([code, sentence]) => [code, valuesIn(sentence)]));
    const strange = (await german()).flatMap(([code, words]) => {
      const given = sentences.get(code) ?? [];
      const text = typeof words === "string" ? words : words(Object.fromEntries(given.map((name) => [name, 3])));
      return /undefined|NaN/.test(text) || valuesIn(text).some((name) => !given.includes(name)) ? [code] : [];
    });
    expect(strange).toEqual([]);
  });
});
