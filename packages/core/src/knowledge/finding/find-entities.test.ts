import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLinear } from "#testing/growth";
import { englishNames } from "./english-names.ts";
import { type FoundEntity, findEntities, referencesIn } from "./find-entities.ts";
import type { KnownName } from "./known-names.ts";

const told = (found: readonly FoundEntity[]) => found.map(({ kind, name }) => `${kind} ${name}`);
const contact = (name: string, id = name): KnownName => ({ type: "contact", id, kind: "person", name });
const knownIn = (text: string, known: readonly KnownName[]) =>
  findEntities(text, { known }).flatMap((one) =>
    one.known ? [`${one.known.id}: ${text.slice(one.start, one.end)}`] : [],
  );

describe("names that are known", () => {
  it.each([
    ["whatever the accents and case", "I saw zoe mueller and ZOË MÜLLER.", ["Zoë Müller"], ["Zoë Müller: ZOË MÜLLER"]],
    ["in a script without spaces", "昨天王伟来了。", ["王伟"], ["王伟: 王伟"]],
    ["with a particle behind it", "김철수는 왔다.", ["김철수"], ["김철수: 김철수"]],
    ["from right to left", "التقيت بـ سارة حداد في المطعم", ["سارة حداد"], ["سارة حداد: سارة حداد"]],
    [
      "with an apostrophe",
      "Nando's was full, and so was Anna's car.",
      ["Nando's", "Anna"],
      ["Nando's: Nando's", "Anna: Anna"],
    ],
    [
      "at the longest",
      "New York City is not New York.",
      ["New York", "New York City"],
      ["New York City: New York City", "New York: New York"],
    ],
    ["in Cyrillic", "Вчера звонила Анна Каренина.", ["анна каренина"], ["анна каренина: Анна Каренина"]],
    ["decomposed", "Cafe\u0301 Mu\u0308ller", ["Café Müller"], ["Café Müller: Cafe\u0301 Mu\u0308ller"]],
  ])("are found %s", (_, text, names, found) => {
    expect(
      knownIn(
        text,
        names.map((name) => contact(name)),
      ),
    ).toEqual(found);
  });

  it.each([
    ["inside of a word", "Annabel and Joanna", ["Anna"]],
    ["in an address", "Mail anna@example.com, see https://example.com/anna or anna.b@anna.example", ["Anna"]],
    ["in code", "`anna` and ```\nAnna\n```", ["Anna"]],
    ["as an ordinary word", "I hope it may rain", ["Hope", "May"]],
    ["over the end of a sentence", "We met Anna. Smith came later.", ["Anna Smith"]],
    ["of a single letter or of digits alone", "X marks 2026", ["X", "2026"]],
  ])("are not found %s", (_, text, names) => {
    expect(
      knownIn(
        text,
        names.map((name) => contact(name)),
      ),
    ).toEqual([]);
  });

  it("mean the contact before the entity, and nobody where two have the name", () => {
    const entity = { type: "entity", id: "e", kind: "person" as const, name: "Grace Hopper" };
    expect(knownIn("Grace Hopper", [contact("Grace Hopper", "c"), entity])).toEqual(["c: Grace Hopper"]);
    expect(knownIn("Grace Hopper", [contact("Grace Hopper", "c"), contact("Grace Hopper", "d")])).toEqual([]);
    expect(knownIn("Grace Hopper", [entity, { ...entity, id: "f", isAlias: true }])).toEqual(["e: Grace Hopper"]);
  });

  it("are found among several thousands in one pass", async () => {
    const names = Array.from({ length: 8_000 }, (_, n) => contact(`Person ${n} Miller`));
    expect(knownIn("Then Person 4711 Miller met person 12 miller.", names)).toEqual([
      "Person 4711 Miller: Person 4711 Miller",
      "Person 12 Miller: person 12 miller",
    ]);
    await expectLinear(
      (n) => findEntities("Person 17 met Person 18 Miller again. ".repeat(n), { known: names.slice(0, 100) }),
      400,
      "known names",
    );
  });
});

describe("names that nobody knows yet", () => {
  it.each<[string, string[]]>([
    ["The invoice of Stadtwerke München GmbH came.", ["organisation Stadtwerke München GmbH"]],
    [
      "Die Rechnung der Stadtwerke München GmbH kam, und die von Acme, Inc.",
      ["organisation Stadtwerke München GmbH", "organisation Acme, Inc"],
    ],
    [
      "We studied at the University of Oxford with Mrs Dalloway and Dr. Smith.",
      ["organisation University of Oxford", "person Dalloway", "person Smith"],
    ],
    [
      "Ich fuhr mit der Deutschen Bahn in die Friedrichstraße.",
      ["organisation Deutschen Bahn", "place Friedrichstraße"],
    ],
    ["Frau Schmidt kam mit Anna Müller.", ["person Schmidt", "person Anna Müller"]],
    ["Gestern sprach ich mit Ursula von der Leyen.", ["person Ursula von der Leyen"]],
    ["We ran the Berlin Marathon.", ["event Berlin Marathon"]],
    ["昨日、田中さんと話した。", ["person 田中"]],
    ["#garden-party was fun, #2026 is a year, a#b is code and # heading is none.", ["topic garden party"]],
    ["Smith & Sons Ltd called.", ["organisation Smith & Sons Ltd"]],
    ["Der Hund und die Katze haben heute im Garten mit dem Ball und der Puppe gespielt.", []],
    ["Yesterday was Monday. The weather was fine. In March it was not.", []],
    ["", []],
  ])("are told in %j", (text, found) => {
    expect(told(findEntities(text))).toEqual(found);
  });

  it("are where they are said to be, and do not overlap", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "Anna",
            "Smith",
            "GmbH",
            "of",
            "University",
            "#tag",
            "Dr.",
            "王伟",
            "先生",
            "[[",
            "]]",
            ".",
            "\n",
            "a@b.c",
            "🦊",
            "e\u0301",
            "in",
            "&",
          ),
          { maxLength: 40 },
        ),
        (pieces) => {
          const text = pieces.join(" ");
          const found = findEntities(text, { known: [contact("Anna Smith"), contact("王伟")] });
          let last = 0;
          for (const one of found) {
            expect(one.start).toBeGreaterThanOrEqual(last);
            expect(one.end).toBeGreaterThan(one.start);
            last = one.end;
            if (!one.known && one.kind !== "topic")
              expect(text.slice(one.start, one.end).replace(/\s+/g, " ")).toBe(one.name);
          }
          expect(findEntities(text, { known: [contact("Anna Smith"), contact("王伟")] })).toEqual(found);
        },
      ),
      { seed: 19, numRuns: 300 },
    );
  });

  it.each<[string, (n: number) => string]>([
    ["nested brackets", (n) => "[".repeat(n) + "]".repeat(n)],
    ["references that are not closed", (n) => "[[a".repeat(n)],
    ["combining marks", (n) => `a${"\u0301".repeat(n)}`],
    ["letters without a space", (n) => "A".repeat(n)],
    ["capitalised words", (n) => "Aa ".repeat(n)],
    ["at signs", (n) => "a@".repeat(n)],
    ["backticks", (n) => "` ".repeat(n)],
    ["hashes", (n) => "#a".repeat(n)],
    ["right to left", (n) => "\u202eאב ".repeat(n)],
    ["emoji", (n) => "👩‍👩‍👧 ".repeat(n)],
    ["Han", (n) => "王".repeat(n)],
    ["links", (n) => "](".repeat(n)],
    ["a word and addresses", (n) => "www.a ".repeat(n)],
  ])("take time that grows with the text of %s", async (name, text) => {
    await expectLinear(
      (n) => [findEntities(text(n), { known: [contact("Anna Smith")] }), referencesIn(text(n))],
      8_000,
      name,
    );
  });

  it("are no more than 2,000 of 500 KB", () => {
    const text = "Mrs Smith met Mr Jones at Baker Street. ".repeat(14_000);
    const found = findEntities(text);
    expect(found).toHaveLength(2_000);
  });
});

describe("names in English", () => {
  it("are found by what is known of English, in a process of its own", async () => {
    const text =
      "Yesterday I met Grace Hopper in Lisbon. Then Alan called from New York. Grace Hopper's machine learning group works on machine learning; machine learning is their life.";
    const beside = await englishNames(text);
    for (const { name, start, end, kind } of beside) if (kind !== "topic") expect(text.slice(start, end)).toBe(name);
    expect([...new Set(told(findEntities(text, { beside })))].sort()).toEqual([
      "person Alan",
      "person Grace Hopper",
      "place Lisbon",
      "place New York",
      "topic machine learning",
    ]);
    const marked = await englishNames(
      "See [[Grace Hopper]]. Ada Lovelace came with (Alan Turing), and ((Mary Somerville)) went to “Paris”, too.",
    );
    expect(marked.map(({ name }) => name).sort()).toEqual([
      "Ada Lovelace",
      "Alan Turing",
      "Grace Hopper",
      "Mary Somerville",
      "Paris",
    ]);
  });

  it("are left out where there are none, or what comes is made to keep a reader busy", async () => {
    expect(await englishNames("王伟 12")).toEqual([]);
    const text = `Grace ${"[(".repeat(20_000)} ${"a\u0301\u0302".repeat(3_000)}`;
    expect(Array.isArray(await englishNames(text))).toBe(true);
  });
});

it("names in double brackets are read with what is shown instead, each once", () => {
  const text = "[[Vienna]] and [[vienna|there]], [[ Café ]] but not [[]], [[a\nb]], [one] or [[|x]]";
  expect([...referencesIn(text)]).toEqual([
    ["vienna", { name: "Vienna", count: 2 }],
    ["cafe", { name: "Café", count: 1 }],
  ]);
});
