import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foods } from "#core/health/foods/foods";
import { readFood, readMeal } from "#core/health/meal-text";
import { SENTENCES } from "#core/health/meal-text.fixture";

const named = new Map(
  foods()
    .flatMap((food) => food.english.map((name) => [name, food] as const))
    .toReversed(),
);

/** The energy of a truth: “egg 100 + toast 22”. */
function energyOf(truth: string): number {
  return truth.split(" + ").reduce((sum, part) => {
    const [, name = "", grams] = /^(.*) ([\d.]+)$/.exec(part) ?? [];
    const food = named.get(name);
    if (!food) throw new Error(`no food is called ${name}`);
    return sum + (food.per100g.calories * Number(grams)) / 100;
  }, 0);
}

const energy = (text: string) => readMeal(text).reduce((sum, { calories }) => sum + (calories ?? 0), 0);
const questions = (text: string) => readMeal(text).flatMap(({ question }) => question?.code ?? []);
const brief = (text: string) => readMeal(text).map(({ name, grams }) => [name, grams]);

describe("the energy of a sentence", () => {
  /** Of black coffee or lettuce, a share of next to nothing says nothing. */
  const ratioOf = (text: string, truth: string) => (energy(text) + 5) / (energyOf(truth) + 5);

  it("is within 15 % of the truth for 85 % of 200 sentences, and never silently wrong by more than a factor of two", () => {
    expect(SENTENCES.length).toBeGreaterThanOrEqual(200);
    const wrong = SENTENCES.filter(([text, truth]) => Math.abs(ratioOf(text, truth) - 1) > 0.15);
    const silent = wrong.filter(([text, truth]) => {
      const ratio = ratioOf(text, truth);
      return (ratio > 2 || ratio < 0.5) && questions(text).length === 0;
    });
    expect(silent).toEqual([]);
    // Those that are right now stay right.
    expect(wrong).toEqual([]);
  });

  it("is within its own range", () => {
    for (const [text] of SENTENCES)
      for (const { calories, caloriesLow, caloriesHigh, grams, gramsLow, gramsHigh } of readMeal(text)) {
        expect(caloriesLow!).toBeLessThanOrEqual(calories!);
        expect(caloriesHigh!).toBeGreaterThanOrEqual(calories!);
        expect(gramsLow!).toBeLessThanOrEqual(grams!);
        expect(gramsHigh!).toBeGreaterThanOrEqual(grams!);
      }
  });
});

describe("a meal's text", () => {
  it("may leave out what goes without saying, which is then assumed and said", () => {
    const [egg, toast, butter, milk] = readMeal("2 eggs, toast with butter and a glass of oat milk");
    expect(egg).toMatchObject({ name: "egg", nameDe: "Ei", quantity: 2, grams: 100, question: null });
    expect(toast).toMatchObject({ name: "toast", grams: 22 });
    expect(butter).toMatchObject({ name: "butter", assumed: [{ code: "spread", values: { grams: 5 } }] });
    expect(milk!.assumed).toContainEqual({ code: "stands_for", values: { food: "oat milk", name: "rice milk" } });
    expect(milk!.caloriesHigh! / milk!.caloriesLow!).toBeGreaterThan(1.5);
  });

  it.each([
    [
      "black coffee with 2 tsp sugar and milk",
      [
        ["coffee", 237],
        ["sugar", 8.4],
        ["milk", 30],
      ],
    ],
    [
      "ein Brötchen mit Butter und Marmelade",
      [
        ["hard roll", 57],
        ["butter", 10],
        ["jam", 20],
      ],
    ],
    [
      "2 Scheiben Roggenbrot mit je 10 g Butter",
      [
        ["rye bread", 64],
        ["butter", 20],
      ],
    ],
    ["coffee without sugar", [["coffee", 237]]],
    ["3 egg omelette", [["scrambled eggs", 183]]],
    ["Rührei aus drei Eiern", [["scrambled eggs", 183]]],
    ["3/4 cup of raw oats", [["oats", 60.75]]],
    ["Reis 75 g roh", [["raw rice", 75]]],
    [
      "steak (200 g), fries (150 g)",
      [
        ["steak", 200],
        ["french fries", 150],
      ],
    ],
    ["eine Tafel Schokolade", [["milk chocolate", 100]]],
    ["12 oz beer", [["beer", 356.4]]],
    ["", []],
    ["…!?", []],
  ])("%s", (text, expected) => expect(brief(text)).toEqual(expected));

  it.each([
    ["Döner", ["unknown_food"]],
    ["a banana smoothie", ["unknown_food"]],
    ["100 g pasta", ["cooked_or_raw"]],
    ["100 g cooked pasta", []],
    ["half a pizza", ["how_much"]],
    ["chicken with rice", ["how_much", "how_much"]],
    ["1000000000 eggs", ["too_much"]],
    ["10^9 eggs", ["too_much"]],
    ["a million eggs", ["too_much"]],
    ["500 eggs", ["too_much"]],
    ["a jar of pickles", ["how_much"]],
  ])("%s is asked about", (text, expected) => expect(questions(text)).toEqual(expected));

  it("adds nothing of a food that it has to ask about, and names foods that may be meant", () => {
    const [one] = readMeal("2 cups of quinoa salad");
    expect(one).toMatchObject({ grams: null, calories: null, nutrients: {}, question: { code: "unknown_food" } });
    expect(one!.question!.candidates.map(({ name }) => name)).toContain("quinoa");
  });

  it("has figures that are numbers, for text in every script", () => {
    const word = fc.constantFrom(
      ..."2 3-4 1/2 ½ 0,5 -7 1e9 ∞ NaN ٣ eine half a dozen cup EL g kg Glas Scheibe Handvoll eggs Brot milk rice Käse 卵 яйца حليب ,  and mit ( ) % x ^ ohne".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(word, { maxLength: 40 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (written) => {
        for (const item of readMeal(written)) {
          const { grams, gramsLow, gramsHigh, calories, caloriesLow, caloriesHigh, quantity, quantityMax } = item;
          for (const figure of [
            grams,
            gramsLow,
            gramsHigh,
            calories,
            caloriesLow,
            caloriesHigh,
            quantity,
            quantityMax,
            ...Object.values(item.nutrients),
          ])
            expect(figure === null || (Number.isFinite(figure) && figure! >= 0), `${written}: ${figure}`).toBe(true);
          expect(grams ?? 0).toBeLessThanOrEqual(5_000);
          expect(item.text.isWellFormed()).toBe(true);
          if (grams === null) expect(item.question).not.toBeNull();
        }
      }),
    );
  });

  it.each(["1 ", "a", " and ", "1/2", "(", "with ", "ein halbes ", "2 x ", "glass of "])(
    "ends, of %j again and again",
    (part) => {
      expect(readMeal(part.repeat(5_000)).length).toBeLessThanOrEqual(60);
    },
  );

  it("counts twice as much of twice as much", () => {
    const food = fc.constantFrom("eggs", "g rice", "cups of milk", "slices of bread", "EL Honig", "Äpfel");
    fc.assert(
      fc.property(food, fc.integer({ min: 1, max: 9 }), (what, count) => {
        expect(energy(`${2 * count} ${what}`)).toBeCloseTo(2 * energy(`${count} ${what}`), 1);
      }),
    );
  });
});

describe("one food", () => {
  it("of a recipe is weighed before it is cooked, and of a receipt as it is called", () => {
    expect(readFood("rice", { qty: 100, unit: "g", isRecipe: true })).toMatchObject({ name: "raw rice", grams: 100 });
    expect(readFood("rice", { qty: 100, unit: "g" })).toMatchObject({ name: "rice", grams: 100 });
    expect(readFood("Milch 1 l", { times: 2 })).toMatchObject({ name: "milk", grams: 2062.66 });
  });
});

it("the table is what scripts/foods.ts makes of the figures in LIFEOS_DATA", () => {
  const project = path.resolve(import.meta.dirname, "../../../..");
  const figures = path.resolve(project, process.env.LIFEOS_DATA ?? "../shared/data", "foods-usda-sr");
  if (!existsSync(figures)) return console.info(`no figures of foods at ${figures}: skipped`);
  const { stdout, status } = spawnSync(process.execPath, ["scripts/foods.ts", "--check"], {
    cwd: project,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, "the table of foods is current\n"]);
});
