import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { recipeOfJsonLd, recipeOfPage } from "#core/household/recipe-pages";
import { ingredientsSchema, nutritionSchema } from "#core/household/recipes.sql";
import { slow } from "#testing/slow";

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

  it("is the most complete one, and not a link to another", () => {
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

  it("calculates the cooking time from the total time, and reads the nutrition per serving", () => {
    const nutrition = { calories: "1,046 kJ", proteinContent: "12 g", sodiumContent: "5 mg", fatContent: "3.5g" };
    expect(recipeOfJsonLd({ ...soup, prepTime: "PT10M", totalTime: "PT1H", nutrition })).toMatchObject({
      prepTimeMinutes: 10,
      cookTimeMinutes: 50,
      nutrition: { calories: 250, proteinG: 12, fatG: 3.5 },
    });
    const both = { ...soup, nutrition: { calories: "1046 kJ / 250 kcal" } };
    expect(recipeOfJsonLd(both)).toMatchObject({ nutrition: { calories: 250 } });
  });

  it("keeps only http links", () => {
    expect(recipeOfJsonLd({ ...soup, url: "javascript:alert(1)" })?.sourceUrl).toBeNull();
    expect(recipeOfJsonLd({ ...soup, "@id": "https://example.com/soup" })?.sourceUrl).toBe("https://example.com/soup");
  });

  it("always can be stored, whatever the page contains", () => {
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

  it.each([
    [
      "microdata",
      `<div itemscope itemtype="https://schema.org/Recipe"><h1 itemprop="name">Soup</h1>
      <meta itemprop="recipeYield" content="6 portions"><time itemprop="cookTime" datetime="PT1H">an hour</time>
      <ul><li itemprop="recipeIngredient"><b>1</b>
        onion<li itemprop="recipeIngredient">1 l water</ul>
      <div itemprop="recipeInstructions"><p>Chop &amp; boil.</p><p>Eat.</p></div></div>`,
    ],
    [
      "microdata with steps of their own",
      `<main itemscope itemtype="http://schema.org/Recipe"><p itemprop="name">Soup</p>
      <p itemprop="recipeYield">6</p><span itemprop="cookTime" content="PT1H">1 h</span>
      <span itemprop="ingredients">1 onion</span><span itemprop="ingredients">1 l water</span>
      <ol><li itemprop="recipeInstructions" itemscope itemtype="http://schema.org/HowToStep"><p itemprop="text">Chop &amp; boil.</p>
      <li itemprop="recipeInstructions" itemscope itemtype="http://schema.org/HowToStep"><p itemprop="text">Eat.</p></ol></main>`,
    ],
    [
      "microdata that is elsewhere on the page",
      `<div itemscope itemtype="https://schema.org/Recipe" itemref="facts list"><h1 itemprop="name">Soup</h1></div>
      <main id="page"><div id="facts"><b itemprop="recipeYield">6</b><meta itemprop="cookTime" content="PT1H">
      <div itemprop="recipeInstructions">Chop &amp; boil.<br>Eat.</div></div><p id="other"><b itemprop="recipeIngredient">1 egg</b></p>
      <ul id="list"><li itemprop="recipeIngredient">1 onion<li itemprop="recipeIngredient">1 l water</ul></main>`,
    ],
    [
      "RDFa",
      `<div vocab="https://schema.org/" typeof="Recipe"><h1 property="name">Soup</h1><p property="schema:recipeYield">6</p>
      <meta property="cookTime" content="PT1H"><i property="recipeIngredient">1 onion</i><i property="recipeIngredient">1 l water</i>
      <div property="recipeInstructions">Chop &amp; boil.<br>Eat.</div></div>`,
    ],
  ])("is found in the markup of a page as %s", (_, html) => {
    expect(recipeOfPage(`<body>${html}`)).toMatchObject({
      name: "Soup",
      servings: 6,
      cookTimeMinutes: 60,
      ingredients: [
        { item: "onion", qty: 1 },
        { item: "water", qty: 1, unit: "l" },
      ],
      instructionsText: "Chop & boil.\nEat.",
    });
  });

  it.each([
    ["nested arrays", [["1 onion"], [["1 l water"]]]],
    ["line breaks within them", ["1 \r\nonion", "1 l<br>water"]],
    ["one text", "1 onion\n1 l water"],
    ["one line", "1 onion, 1 l water"],
    ["one text with markup", "<ul><li>1 onion</li><li>1 l\nwater</li></ul>"],
    [
      "supplies, and a tool",
      [
        { "@type": "HowToSupply", name: "onion", requiredQuantity: 1 },
        { "@type": "HowToSupply", name: "water", requiredQuantity: { value: 1, unitCode: "LTR" } },
        { "@type": "HowToTool", name: "pot" },
      ],
    ],
    ["sections with headings", ["For the pot:", "1 onion", "## LATER", "TO FINISH", "1 l water"]],
    ["a list", { "@type": "ItemList", itemListElement: [{ text: "1 onion" }, { name: "1 l water" }] }],
  ])("has its ingredients in %s", (_, recipeIngredient) => {
    expect(recipeOfJsonLd({ ...soup, recipeIngredient })?.ingredients).toMatchObject([
      { item: "onion", qty: 1 },
      { item: "water", qty: 1, unit: "l" },
    ]);
  });

  it("has steps under keys of any case, by name and by reference", () => {
    const document = [
      {
        "@type": "schema:Recipe",
        "schema:name": "Soup",
        RecipeIngredient: ["1 onion"],
        recipeInstructions: [
          { "@type": "HowToSection", name: "Base", ItemListElement: [{ "@id": "#chop" }] },
          { name: "Step 2", text: "Boil it." },
          { name: "Cool it down…", text: "Cool it down for an hour." },
          { name: "Serve", text: "With bread." },
        ],
      },
      { "@id": "#chop", "@type": "HowToStep", text: "Chop." },
    ];
    expect(recipeOfJsonLd(document)?.instructionsText).toBe(
      "Base:\nChop.\nBoil it.\nCool it down for an hour.\nServe: With bread.",
    );
  });

  it("decodes every entity, also doubly escaped ones, and accepts > within an attribute", () => {
    const name = "Cr&egrave;me br&amp;ucirc;l&#233;e &frac12; &hearts;";
    const html = `<script data-if="a>b" type="application/ld+json">${JSON.stringify({ ...soup, name })}</script>`;
    expect(recipeOfPage(html)?.name).toBe("Crème brûlée ½ ♥");
  });

  it("keeps a total time that is longer than preparation and cooking", () => {
    const times = { prepTime: "PT20M", cookTime: "PT10M", totalTime: "PT24H30M" };
    expect(recipeOfJsonLd({ ...soup, ...times })).toMatchObject({
      prepTimeMinutes: 20,
      cookTimeMinutes: 10,
      totalTimeMinutes: 1470,
    });
  });

  // With more than linear time, the test would run into its time-out.
  slow("is found in bounded time", () => {
    for (const html of [
      "<script type=application/ld+json>".repeat(100_000),
      script("[".repeat(1_000_000)),
      script("[".repeat(50_000) + "]".repeat(50_000)),
      script(JSON.stringify({ ...soup, recipeInstructions: "<".repeat(300_000), name: "&".repeat(300_000) })),
      script(JSON.stringify({ ...soup, recipeIngredient: Array.from({ length: 50_000 }, () => "1 1/2 ((") })),
      script(`{"a": ${",".repeat(500_000)}`),
      `${"<b>".repeat(399)}${"</i>".repeat(1_000_000)}`,
      "<div itemscope itemtype=Recipe itemprop=x>".repeat(100_000),
      "<ul><li>".repeat(500_000),
      `<div itemscope itemtype=Recipe itemref="${"a ".repeat(900)}"></div>`.repeat(2_000) +
        `<ul id=a>${"<li itemprop=x>1".repeat(9_000)}</ul>`,
    ])
      expect(recipeOfPage(html)?.name ?? "Soup").toMatch(/^(?:Soup|&+)$/);
  });
});

const pages = path.resolve(
  import.meta.dirname,
  "../../../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "recipe-pages",
);

it("is found in most of the public pages in LIFEOS_DATA", () => {
  if (!existsSync(pages)) return console.info(`no recipe pages at ${pages}: skipped`);
  const files = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter((file) => /html$/.test(file));
  const found = files.filter((file) => recipeOfPage(readFileSync(path.join(pages, file), "utf8"))?.ingredients.length);
  console.info(`recipes read: ${found.length} of ${files.length} pages`);
  expect(found.length / files.length).toBeGreaterThan(0.8);
});
