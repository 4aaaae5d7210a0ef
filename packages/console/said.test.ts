/** That what the API says for people has words in every language of the console, and no word is for what it does not say. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { schedules } from "#core/admin/schedules.generated";
import { pillarOfType } from "#core/identity/grantable.generated";
import { things } from "#core/identity/told.de";
import { formsOf, toldIn } from "#core/platform/told";
import { de } from "#core/platform/told.generated";
import type { ProblemType } from "#kit/problem";
import type { Coded } from "#kit/saying";
import { problemOfAnswer } from "./src/data/problem.ts";
import dataWords from "./src/words/data.words.en.ts";
import { setPlace } from "./src/words/place.ts";
import { loadSaid, loadTold, type SaidWords, toldOf } from "./src/words/said.ts";
import { loadOwnWords } from "./src/words/words.ts";

const root = path.resolve(import.meta.dirname, "../..");
const load = (file: string): Promise<Record<string, unknown>> => import(pathToFileURL(path.join(root, file)).href);

/** Every sentence with its code, and where it is declared. Schedules have their ids as codes. */
async function declared(): Promise<[code: string, sentence: string, file: string][]> {
  const files = globSync("packages/{kit,cloud}/src/sayings.ts", { cwd: root });
  const all = [...files, ...globSync("packages/core/src/*/{sayings,told.en}.ts", { cwd: root })];
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
  const own = globSync("packages/console/{src/words,pillars/*}/said.de.ts", { cwd: root });
  const files = [...own, ...globSync("packages/core/src/*/told.de.ts", { cwd: root })];
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
      const text =
        typeof words === "string"
          ? words
          : words(Object.fromEntries(given.map((name) => [name, name === "currency" ? "EUR" : 3])), formsOf("de-AT"));
      return /undefined|NaN/.test(text) || valuesIn(text).some((name) => !given.includes(name)) ? [code] : [];
    });
    expect(strange).toEqual([]);
  });
});

describe("What LifeOS tells people by itself", () => {
  const row = (title: string, coded: Coded) => ({ title, titleCoded: coded, body: title, bodyCoded: [coded, coded] });

  it("has its words where whatever writes to people has them, and what writes to them has no others", async () => {
    const sentences = await Promise.all(
      globSync("packages/core/src/*/told.en.ts", { cwd: root }).map(async (file) => {
        const { told } = (await load(file)) as { told: { sentences: Record<string, string> } };
        return Object.keys(told.sentences);
      }),
    );
    expect(sentences.flat().filter((code) => !(code in de))).toEqual([]);
    expect(Object.keys(things).toSorted()).toEqual(Object.keys(pillarOfType).toSorted());
  });

  it("is the same in a page as in what is written by a server, in each language", async () => {
    const coded = {
      code: "paid_after_workout",
      params: { meal: "Ramen", later: "1 h", amount: 123_456, currency: "HUF" },
    };
    const english = "You finished your workout and had Ramen 1 h later for HUF 1,234.56.";
    for (const locale of ["de-AT", "en-GB"]) {
      const language = locale === "de-AT" ? "de" : "en";
      setPlace({ language, locale, zone: "Europe/Vienna", currency: "EUR" });
      await Promise.all([loadOwnWords(language), loadTold(language)]);
      const { title, body } = toldOf(row(english, coded));
      expect(title).toBe(toldIn({ de }, locale, english, coded));
      expect(body).toBe(language === "en" ? english : `${title} ${title}`);
    }
    expect(toldIn({ de }, "de-AT", english, coded)).toBe(
      "Du hast dein Training beendet und 1 h später Ramen gegessen, für HUF\u00a01.234,56.",
    );
    expect(toldIn({ de }, "en-GB", english, coded)).toBe(english);
  });

  it("stays as it was written where a code is unknown, or there is none", () => {
    const unknown = [{ code: "of_next_year", params: {} }];
    expect(toldIn({ de }, "de-AT", "As it was.", unknown)).toBe("As it was.");
    expect(toldIn({ de }, "de-AT", "Drink water", null)).toBe("Drink water");
    setPlace({ language: "de", locale: "de-AT", zone: "Europe/Vienna", currency: "EUR" });
    expect(toldOf({ title: "Drink water", titleCoded: null, body: "As it was.", bodyCoded: unknown })).toEqual({
      title: "Drink water",
      body: "As it was.",
    });
  });
});
