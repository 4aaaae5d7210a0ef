import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLinear } from "#testing/growth";
import { languageOf, languageOfQuestion } from "./language.ts";

describe("the language of a text", () => {
  it.each([
    ["en", "We met at the station and walked along the river until it was too dark to see the path."],
    ["de", "Wir haben uns am Bahnhof getroffen und sind am Fluss entlang gegangen, bis es zu dunkel war."],
    ["fr", "Nous nous sommes retrouvés à la gare et nous avons marché le long de la rivière jusqu'à la nuit."],
    ["es", "Nos encontramos en la estación y caminamos por la orilla del río hasta que ya no se veía el camino."],
    ["it", "Ci siamo incontrati alla stazione e abbiamo camminato lungo il fiume fino a quando non era troppo buio."],
    ["pt", "Nós encontrámo-nos na estação e caminhámos pela margem do rio até que já não se via o caminho."],
    ["nl", "We hebben elkaar bij het station ontmoet en zijn langs de rivier gelopen tot het te donker was."],
    [
      "da",
      "Vi mødtes på stationen og gik langs med floden, indtil det blev for mørkt til at se stien, og så gik jeg hjem efter det.",
    ],
    ["sv", "Vi träffades på stationen och gick längs med floden tills det blev för mörkt att se stigen."],
    [
      "no",
      "Vi møttes på stasjonen og gikk langs elva til det ble for mørkt til å se stien, og etter det gikk jeg hjem av seg selv.",
    ],
    [
      "fi",
      "Tapasimme asemalla ja kävelimme jokea pitkin, kunnes oli niin pimeää, että polkua ei voi nähdä, mutta se on hyvin kaunis.",
    ],
    [
      "hu",
      "Az állomáson találkoztunk, és a folyó mentén sétáltunk, amíg már nem volt elég világos, hogy az utat lássuk.",
    ],
    ["ro", "Ne-am întâlnit la gară și am mers de-a lungul râului până când nu se mai vedea drumul din cauza nopții."],
    ["ru", "Мы встретились на вокзале и шли по берегу реки, пока не стало так темно, что уже не было видно дороги."],
    [
      "tr",
      "İstasyonda buluştuk ve hava çok karanlık olana kadar nehir boyunca yürüdük ama bu yol benim için bir zevk.",
    ],
    ["el", "Συναντηθήκαμε στο σταθμό και περπατήσαμε κατά μήκος του ποταμού μέχρι που δεν φαινόταν το μονοπάτι."],
    ["ar", "التقينا في المحطة ثم مشينا على ضفة النهر حتى لا نرى الطريق من شدة الظلام بعد أن كان كل شيء هادئا."],
  ])("is %s of %j", (language, text) => {
    expect(languageOf(text)).toBe(language);
    expect(languageOf(text.normalize("NFD").toLocaleUpperCase(language))).toBe(language);
  });

  it.each([
    ["nothing", ""],
    ["too little", "The end."],
    ["a list of names", "Anna Ash, Bea Birk, Carl Cedar, Dora Dogwood, Emil Elm, Finn Fir, Greta Gorse"],
    ["numbers", "12.50 13.75 2026-03-01 7 8 9 10 11 12"],
    [
      "two languages",
      "The house is on the hill and it is for sale. Das Haus ist auf dem Hügel und es ist nicht zu verkaufen.",
    ],
    ["code", "const a = await read(file); if (a === undefined) return null; for (const b of a) push(b);"],
    [
      "Polish",
      "Spotkaliśmy się na dworcu i szliśmy wzdłuż rzeki, aż było za ciemno, żeby zobaczyć drogę, ale to nie jest ważne.",
    ],
    [
      "Ukrainian",
      "Ми зустрілися на вокзалі і йшли по берегу річки, поки не стало так темно, що вже не було видно дороги.",
    ],
    [
      "Persian",
      "ما در ایستگاه با هم ملاقات کردیم و در کنار رودخانه راه رفتیم تا هوا تاریک شد و راه را که از آن آمده بودیم ندیدیم.",
    ],
    [
      "Afrikaans",
      "Ons het by die stasie ontmoet en langs die rivier geloop totdat dit te donker was om die pad te sien, maar hulle was nie daar nie.",
    ],
    ["Chinese", "我们在车站见面，沿着河边走，直到天太黑看不见路。"],
    ["addresses", "https://the.and.of/is/that/it/for/was https://to.be/or/not/to/be the@and.of www.is.it"],
  ])("is not told of %s", (_, text) => {
    expect(languageOf(text)).toBeNull();
  });

  it("of a long text is that of its beginning, middle and end together", () => {
    const english = "We met at the station and walked along the river until it was dark. ";
    const german = "Wir haben uns am Bahnhof getroffen und sind am Fluss entlang gegangen. ";
    expect(languageOf(english.repeat(5_000))).toBe("en");
    expect(languageOf(english.repeat(2_000) + german.repeat(2_000))).toBeNull();
  });

  it("of a question is told by each of its words, or is that of whoever asks", () => {
    const told = (q: string, locale: string | null = null) => languageOfQuestion(q, locale);
    for (const q of ["Steuer Unterlagen", "Prüfung", "Rechnung Krankenversicherung"]) expect(told(q)).toBe("de");
    for (const [q, locale] of [
      ["Auto Urlaub", "de-DE"],
      ["tax", "de"],
      ["Auto für Mama", "en-GB"],
    ] as const)
      expect(told(q, locale), q).toBe("de");
    for (const [q, locale] of [
      ["Müller invoice", "en"],
      ["where is my washing", "de-AT"],
      ["tax file", "en-US"],
    ] as const)
      expect(told(q, locale), q).toBe("en");
    for (const [q, locale] of [
      ["tax file", null],
      ["tax file", "ja-JP"],
      ["", "x-unknown"],
      ["自動車", null],
    ] as const)
      expect(told(q, locale), q).toBeNull();
  });

  it("of any text is an answer, and looking grows with nothing but its words", async () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
        expect([null, expect.any(String)]).toContainEqual(languageOf(text));
      }),
      { numRuns: 100 },
    );
    await expectLinear((chars) => languageOf("\u0301".repeat(chars)), 20_000, "marks");
    await expectLinear((chars) => languageOf("@".repeat(chars)), 20_000, "signs");
  });

  const pages = path.resolve(process.env.LIFEOS_DATA ?? "../shared/data", "pages-readability");
  it("is told of pages as their own markup says it, or not at all", () => {
    if (!existsSync(pages)) return console.info(`no pages at ${pages}: skipped`);
    const names = readdirSync(pages).filter((name) => existsSync(path.join(pages, name, "expected.html")));
    const wrong: string[] = [];
    let told = 0;
    for (const name of names) {
      const html = readFileSync(path.join(pages, name, "expected.html"), "utf8");
      const { lang } = JSON.parse(readFileSync(path.join(pages, name, "expected-metadata.json"), "utf8")) as {
        lang?: string;
      };
      const found = languageOf(html.replace(/<[^>]*>/g, " ").replace(/&\w+;/g, " "));
      if (found) told++;
      if (found && lang && !lang.toLowerCase().startsWith(found)) wrong.push(`${name}: ${lang}, and not ${found}`);
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(names.length * 0.6);
  });
});
