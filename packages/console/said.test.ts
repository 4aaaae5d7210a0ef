/** That what the API says for people has words in every language of the console, and no word is for what it does not say. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { schedules } from "#core/admin/schedules.generated";
import type { ProblemType } from "#kit/problem";
import { problemOfAnswer } from "./src/data/problem.ts";
import dataWords from "./src/words/data.words.en.ts";
import { setPlace } from "./src/words/place.ts";
import { loadSaid, type SaidWords } from "./src/words/said.ts";
import { loadOwnWords } from "./src/words/words.ts";

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

/**
 * Problems by `problem.` and their code: what is said of one that has no sentence with a code of its own. Those of `byCode` have words in
 * the console in every language, which its types demand.
 */
async function declaredProblems(): Promise<[code: string, title: string][]> {
  const files = globSync("{packages/{kit,cloud,core}/src,functions}/**/*.ts", { cwd: root }).filter(
    (file) =>
      !file.endsWith(".test.ts") &&
      /^export const \w+ = .*\bproblem\(/m.test(readFileSync(path.join(root, file), "utf8")),
  );
  const problems = (await Promise.all(files.map(load))).flatMap((module) =>
    Object.values(module).filter(
      (one): one is ProblemType => typeof one === "function" && "kind" in one && "code" in one && "title" in one,
    ),
  );
  return problems
    .filter(({ code }) => !(code in dataWords.byCode))
    .map(({ code, title }) => [`problem.${code}`, title]);
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

  it("and problems have German words, each once, and there are words for nothing else", async () => {
    const words = (await german()).map(([code]) => code);
    const problems = await declaredProblems();
    expect(problems.length).toBeGreaterThan(10);
    expect(words.toSorted()).toEqual([...(await declared()), ...problems].map(([code]) => code).toSorted());
  });

  it("and problems without one are said in the person's language", async () => {
    setPlace({ language: "de", locale: "de-AT", zone: "Europe/Vienna", currency: "EUR" });
    await Promise.all([loadOwnWords("de"), loadSaid("de")]);
    const answered = {
      code: "unsupported_media_type",
      title: "The media type is not supported",
      detail: "Send application/json.",
    };
    const { text } = problemOfAnswer(new Response(null, { status: 415 }), answered);
    expect(text).toBe("Diese Art von Datei wird hier nicht angenommen.");
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
