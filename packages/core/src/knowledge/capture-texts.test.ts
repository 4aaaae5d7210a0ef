/** What is found in texts by rules: how they sound, what they say above all, the ways to think that they name, and highlights of e-books. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clippingsIn, highlightsIn } from "#core/knowledge/clippings";
import { keyPointsOf } from "#core/knowledge/key-points";
import { mentalModels, mentalModelsIn } from "#core/knowledge/mental-models";
import { sentimentOf, soundOf } from "#core/knowledge/sentiment";
import { modelNames } from "#core/knowledge/told.de";

const good = "This was a wonderful day with my friends, and I am so happy that we went to the sea.";
const bad = "I hate that the meeting was terrible again, and now I am sad and angry about it.";

describe("how a text sounds", () => {
  it("is said of English, and of nothing else", () => {
    expect(sentimentOf(good)).toBeGreaterThan(0.5);
    expect(sentimentOf(bad)).toBeLessThan(-0.5);
    for (const other of [
      "Das war ein wunderbarer Tag mit meinen Freunden, und ich bin so froh, dass wir ans Meer gefahren sind.",
      "Ich hasse es, dass die Besprechung wieder schrecklich war, und jetzt bin ich traurig und wütend darüber.",
      "C'était une journée merveilleuse avec mes amis, et je suis très heureux que nous soyons allés à la mer.",
      "Great!",
      "",
      "☀️☀️☀️",
    ])
      expect(sentimentOf(other), other).toBeNull();
  });

  it("is the mean of its passages where it is long, and no end of the scale because it is long", () => {
    const mixed = `${good} ${bad} `.repeat(100);
    expect(Math.abs(sentimentOf(mixed)!)).toBeLessThan(0.3);
    const mild = "The day was all right, and I am fine with how it went. We had some rain in the morning. ".repeat(100);
    expect(sentimentOf(mild)).toBeLessThan(0.75);
  });

  it("is that of its words, and not of code, addresses and marks", () => {
    const marks = "```\nterrible horrible awful hate kill\n```\nhttps://terrible.example/awful-hate\n\n# ";
    expect(sentimentOf(marks + good)).toBe(sentimentOf(good));
  });

  const tweets = path.resolve(process.env.LIFEOS_DATA ?? "../shared/data", "sentiment-vader/tweets_GroundTruth.txt");
  it("agrees with what people say of the tweets in LIFEOS_DATA", () => {
    if (!existsSync(tweets)) return console.info(`no tweets at ${tweets}: skipped`);
    const rows = readFileSync(tweets, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t"));
    const told = rows.map(([, rating, text]) => ({ rating: Number(rating), sound: soundOf(text!), text: text! }));
    const all = correlation(told.map(({ rating, sound }) => [rating, sound]));
    const known = told.flatMap(({ rating, text }) => {
      const sentiment = sentimentOf(text);
      return sentiment === null ? [] : [[rating, sentiment] as const];
    });
    console.info(
      `  tweets: r = ${all.toFixed(3)} of ${told.length}; told as English ${known.length}, r = ${correlation(known).toFixed(3)}`,
    );
    expect(all).toBeGreaterThanOrEqual(0.85);
    expect(correlation(known)).toBeGreaterThanOrEqual(0.85);
  });
});

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [x, y] of pairs) {
    both += (x - a) * (y - b);
    ofA += (x - a) ** 2;
    ofB += (y - b) ** 2;
  }
  return both / Math.sqrt(ofA * ofB);
}

const essay = [
  "Asparagus beds need patience, because the plants must grow for three years before anybody cuts them.",
  "In the first spring the gardener digs a trench and sets the crowns of the asparagus plants on a low ridge.",
  "My neighbour once told a long story about a cat that slept in a wheelbarrow all summer.",
  "The soil of asparagus beds should be sandy, warm and free of the roots of old weeds.",
  "Plants that are cut in their first years grow weak, and weak asparagus plants give thin spears.",
  "From the third spring on the gardener cuts spears of asparagus until the end of June.",
  "After June the plants must grow tall, so that the crowns of the asparagus bed gain strength.",
  "It rained on Tuesday, and the shop on the corner was closed because of a wedding.",
  "A good asparagus bed gives spears for fifteen years when the gardener cuts the plants with care.",
].join(" ");

describe("the key points of a text", () => {
  it("are a few of its sentences, in their order, as they stand there", () => {
    const points = keyPointsOf(essay, "en");
    expect(points.length).toBe(3);
    for (const { text, start, end } of points) {
      expect(essay.slice(start, end)).toBe(text);
      expect(text).toMatch(/asparagus/i);
    }
    expect(points.map(({ start }) => start)).toEqual(points.map(({ start }) => start).toSorted((a, b) => a - b));
    expect(points.some(({ text }) => /cat|wedding/.test(text))).toBe(false);
  });

  it("are none of a text that is short, a list or no text", () => {
    for (const text of ["", "A short one.", "- a\n- b\n- c\n".repeat(50), "word ".repeat(5_000), essay.slice(0, 300)])
      expect(keyPointsOf(text)).toEqual([]);
  });

  it("stand in any text where they say, and say nothing twice", () => {
    const sentence = fc
      .array(fc.constantFrom(..."the plants grow near water and give fruit in every summer 数 ש é 🌱".split(" ")), {
        minLength: 8,
        maxLength: 20,
      })
      .map((words) => `${words.join(" ")}.`);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(sentence, fc.string({ unit: "binary", maxLength: 60 })), { maxLength: 60 }),
        (parts) => {
          const text = parts.join(" ");
          const points = keyPointsOf(text);
          expect(points.length).toBeLessThanOrEqual(5);
          for (const one of points) expect(text.slice(one.start, one.end)).toBe(one.text);
          expect(new Set(points.map((one) => one.text)).size).toBe(points.length);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("the mental models in a text", () => {
  it("are those that it names, each with its sentence", () => {
    const text =
      "We moved on. The opportunity cost of the second job was our evenings! Das ist das Pareto‑Prinzip: 80 Prozent der Ergebnisse. Jede Rückkopplung zählt.";
    expect(
      mentalModelsIn(text).map(({ model, sentence, start, end }) => [
        model.id,
        sentence,
        text.slice(start, end) === sentence,
      ]),
    ).toEqual([
      ["opportunity_cost", "The opportunity cost of the second job was our evenings!", true],
      ["pareto", "Das ist das Pareto‑Prinzip: 80 Prozent der Ergebnisse.", true],
      ["feedback_loop", "Jede Rückkopplung zählt.", true],
    ]);
  });

  it("are none where a word only looks like one", () => {
    for (const text of [
      "",
      "The costs of an opportunity.",
      "He inverted the picture and used leverage.",
      "A premortemish thing.",
      "moat and swan, black",
    ])
      expect(mentalModelsIn(text)).toEqual([]);
  });

  it("have each a German name, and phrases that no other has", () => {
    expect(Object.keys(modelNames).sort()).toEqual(mentalModels.map(({ id }) => id).sort());
    const phrases = mentalModels.flatMap((one) => one.phrases);
    expect(new Set(phrases).size).toBe(phrases.length);
    for (const { id, en } of mentalModels)
      expect(
        mentalModelsIn(`They spoke of ${en}.`).map(({ model }) => model.id),
        en,
      ).toContain(id);
  });
});

const clippings = `\ufeffThe Garden (Byron, Ada)
- Your Highlight on page 3 | Location 40-41 | Added on Sunday, 1 March 2026 10:11:12

Plant in March.
==========
The Garden (Byron, Ada)
- Your Note on page 3 | Location 41 | Added on Sunday, 1 March 2026 10:12:00

Or in April.
==========
Der Prozess
- Ihre Markierung auf Seite 7 | Position 99–101 | Hinzugefügt am Montag, 2. März 2026 08:00:00

Jemand musste Josef K.
==========
Der Prozess
- Ihre Markierung auf Seite 7 | Position 99–103 | Hinzugefügt am Montag, 2. März 2026 08:00:05

Jemand musste Josef K. verleumdet haben.
==========
Der Prozess
- Ihr Lesezeichen auf Seite 9 | Position 120 | Hinzugefügt am Montag, 2. März 2026 08:01:00


==========
`;

describe("highlights of e-books", () => {
  it("are read from a Kindle's clippings, whatever its language, the longer of two that begin alike", () => {
    for (const file of [clippings, clippings.replaceAll("\n", "\r\n")])
      expect(clippingsIn(file)).toEqual([
        { book: "The Garden", author: "Byron, Ada", text: "Plant in March.", location: "3", note: "Or in April." },
        { book: "Der Prozess", text: "Jemand musste Josef K. verleumdet haben.", location: "7" },
      ]);
  });

  it("are read from tables with other names and other separators", async () => {
    const csv =
      'Highlight,"Book Title","Book Author",Note,Location\n"Plant, in ""March"".",The Garden,Ada Byron,,40\n,No text,,,\n';
    expect(await highlightsIn(csv)).toEqual([
      { book: "The Garden", text: 'Plant, in "March".', author: "Ada Byron", location: "40" },
    ]);
    expect(await highlightsIn("Titel;Zitat\nDer Prozess;Jemand, der\n")).toEqual([
      { book: "Der Prozess", text: "Jemand, der" },
    ]);
    expect(await highlightsIn("a,b\n1,2\n")).toEqual([]);
  });

  it("are none of any other text, which is read once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(clippingsIn(text).every((one) => one.book !== "" && one.text !== "")).toBe(true);
      }),
      { numRuns: 100 },
    );
    expect(clippingsIn("==========\n".repeat(100_000))).toEqual([]);
  });
});
