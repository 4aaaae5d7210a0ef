import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { minutesOf } from "#core/household/recipe-nodes";
import { recipeOfJsonLd, recipeOfPage } from "#core/household/recipe-pages";
import { ingredientsSchema, nutritionSchema } from "#core/household/recipes.sql";

const soup = {
  "@type": "Recipe",
  name: "Soup",
  recipeIngredient: ["1 onion", "1 l water"],
  recipeInstructions: "Boil.",
};
const script = (text: string, attributes = 'type="application/ld+json"') => `<script ${attributes}>${text}</script>`;

describe("a recipe in a page", () => {
  it.each([
    ["an object", soup],
    ["an array", [{ "@type": "WebSite" }, soup]],
    ["a graph", { "@graph": [{ "@type": "Person" }, soup] }],
    ["several types", { ...soup, "@type": ["NewsArticle", "Recipe"] }],
    ["a type with its vocabulary", { ...soup, "@type": "http://schema.org/Recipe" }],
    ["what a page is about", { "@type": "WebPage", mainEntity: soup }],
    ["a list", { "@type": "ItemList", itemListElement: [{ "@type": "ListItem", item: soup }] }],
  ])("is found in %s", (_, document) => {
    const expected = { name: "Soup", ingredients: [{ item: "onion" }, { item: "water", qty: 1, unit: "l" }] };
    expect(recipeOfJsonLd(document)).toMatchObject(expected);
    expect(recipeOfPage(`<body>${script(JSON.stringify(document))}`)).toMatchObject(expected);
  });

  it.each([
    ["other quotes", script(JSON.stringify(soup), "data-x='y' TYPE='application/ld+json'")],
    ["a comment", script(`<!-- ${JSON.stringify(soup)} -->`)],
    ["CDATA", script(`//<![CDATA[\n${JSON.stringify(soup)}\n//]]>`)],
    ["line breaks in strings", script(JSON.stringify(soup).replace("Boil.", "Boil\nit."))],
    ["a comma too many", script(JSON.stringify(soup).replace("]", ",]"))],
    ["broken blocks before it", script("{oops") + script(JSON.stringify(soup))],
    ["a program before it", `<script>if (a < b) {}</script>${script(JSON.stringify(soup))}`],
  ])("is read in spite of %s", (_, html) => expect(recipeOfPage(html)).toMatchObject({ name: "Soup" }));

  it("is the one that says most, and not a link to another", () => {
    const link = { "@type": "Recipe", name: "Related", url: "https://example.com" };
    expect(recipeOfJsonLd([link, { ...soup, name: "Main" }, { ...soup, name: "Later" }])).toMatchObject({
      name: "Main",
    });
    expect(recipeOfJsonLd(link)).toBeUndefined();
  });

  it("has steps in order, with sections as headings and without markup", () => {
    const recipeInstructions = [
      { "@type": "HowToSection", name: "Dough", itemListElement: [{ text: "Knead&nbsp;it." }, { name: "Rest" }] },
      [{ "@type": "HowToStep", text: "<p>Bake at 180&deg;C if t &lt; 5</p>" }],
      "<ol><li>Cool</li><li>Eat</li></ol>",
    ];
    expect(recipeOfJsonLd({ ...soup, recipeInstructions })?.instructionsText).toBe(
      "Dough:\nKnead it.\nRest\nBake at 180°C if t < 5\nCool\nEat",
    );
  });

  it.each([
    ["4 servings", 4],
    [["4", "4 bowls"], 4],
    [6, 6],
    ["Serves 4-6", 4],
    [{ "@type": "QuantitativeValue", value: 8 }, 8],
    ["a few", 1],
    [undefined, 1],
  ])("serves what %j says", (recipeYield, servings) => {
    expect(recipeOfJsonLd({ ...soup, recipeYield })).toMatchObject({ servings });
  });

  it.each([
    ["PT1H30M", 90],
    ["P0DT0H45M", 45],
    ["PT1.5H", 90],
    ["P1DT2H", 1560],
    ["PT90S", 2],
    ["pt20m", 20],
    ["1 hour 20 mins", 80],
    ["35 Minuten", 35],
    [{ "@type": "Duration", maxValue: "PT10M" }, 10],
    ["PT0M", undefined],
    ["PT", undefined],
    ["soon", undefined],
    [`PT${"9".repeat(50)}H`, undefined],
  ])("takes %j as minutes", (duration, minutes) => expect(minutesOf(duration)).toBe(minutes));

  it("takes cooking as the rest of the whole time, and reads what a serving has", () => {
    const nutrition = { calories: "1,046 kJ", proteinContent: "12 g", sodiumContent: "5 mg", fatContent: "3.5g" };
    expect(recipeOfJsonLd({ ...soup, prepTime: "PT10M", totalTime: "PT1H", nutrition })).toMatchObject({
      prepTimeMinutes: 10,
      cookTimeMinutes: 50,
      nutrition: { calories: 250, proteinG: 12, fatG: 3.5 },
    });
  });

  it("keeps links only to the web", () => {
    expect(recipeOfJsonLd({ ...soup, url: "javascript:alert(1)" })?.sourceUrl).toBeNull();
    expect(recipeOfJsonLd({ ...soup, "@id": "https://example.com/soup" })?.sourceUrl).toBe("https://example.com/soup");
  });

  it("is always something that may be stored, whatever the page says", () => {
    const key = fc.constantFrom(
      "@type",
      "name",
      "recipeIngredient",
      "recipeInstructions",
      "recipeYield",
      "nutrition",
      "calories",
      "text",
      "prepTime",
      "url",
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.constantFrom("Recipe", "1 cup \0 milk", "\ud800", null, -1, 1e308, true),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(key, tie("any"), { maxKeys: 5 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const recipe = recipeOfJsonLd({
          ...soup,
          recipeInstructions: a,
          nutrition: b,
          recipeIngredient: c,
          prepTime: b,
          recipeYield: a,
          url: c,
        });
        if (!recipe) return;
        expect(z.safeParse(ingredientsSchema, recipe.ingredients).error?.issues ?? []).toEqual([]);
        if (recipe.nutrition) expect(z.safeParse(nutritionSchema, recipe.nutrition).error?.issues ?? []).toEqual([]);
        expect(`${recipe.name}${recipe.instructionsText}`.isWellFormed()).toBe(true);
        expect(`${recipe.name}${recipe.instructionsText}`).not.toContain("\0");
      }),
    );
  });

  it("is looked for in bounded time", () => {
    const started = performance.now();
    for (const html of [
      "<script type=application/ld+json>".repeat(100_000),
      script("[".repeat(1_000_000)),
      script("[".repeat(50_000) + "]".repeat(50_000)),
      script(JSON.stringify({ ...soup, recipeInstructions: "<".repeat(300_000), name: "&".repeat(300_000) })),
      script(JSON.stringify({ ...soup, recipeIngredient: Array.from({ length: 50_000 }, () => "1 1/2 ((") })),
      script(`{"a": 1${" ".repeat(500_000)}`),
      script(`{"a": ${",".repeat(500_000)}`),
    ])
      recipeOfPage(html);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

const pages = path.resolve(
  import.meta.dirname,
  "../../../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "recipe-pages",
);

it("reads most of the public pages that are at hand", () => {
  if (!existsSync(pages)) return console.info(`no recipe pages at ${pages}: skipped`);
  const files = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter((file) => /html$/.test(file));
  const found = files.filter((file) => recipeOfPage(readFileSync(path.join(pages, file), "utf8"))?.ingredients.length);
  console.info(`recipes read: ${found.length} of ${files.length} pages`);
  expect(found.length / files.length).toBeGreaterThan(0.8);
});
