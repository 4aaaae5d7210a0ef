import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readIngredient } from "#core/household/ingredient-lines";
import { ingredientsSchema } from "#core/household/recipes.sql";

const short = (line: string) => {
  const { item, qty, qtyMax, unit, note } = readIngredient(line)!;
  return [qty ?? "-", ...(qtyMax ? [`to ${qtyMax}`] : []), unit ?? "-", item, ...(note ? [`(${note})`] : [])].join(" ");
};

describe("a line of ingredients", () => {
  it.each([
    ["2 cups flour", "2 cup flour"],
    ["1 ½ cups all-purpose flour, sifted", "1.5 cup all-purpose flour (sifted)"],
    ["1½ cups milk", "1.5 cup milk"],
    ["½ tsp salt", "0.5 tsp salt"],
    ["1 1/2 tablespoons olive oil", "1.5 tbsp olive oil"],
    ["3/4 cup sugar", "0.75 cup sugar"],
    ["1⁄3 cup honey", "0.333333 cup honey"],
    ["2-3 cloves garlic, minced", "2 to 3 clove garlic (minced)"],
    ["2 – 3 cloves of garlic", "2 to 3 clove garlic"],
    ["1 to 2 teaspoons chili flakes", "1 to 2 tsp chili flakes"],
    ["400g chopped tomatoes", "400 g chopped tomatoes"],
    ["1,5 kg Kartoffeln", "1.5 kg Kartoffeln"],
    ["1,000 g water", "1000 g water"],
    ["1 (14 oz) can black beans, drained", "1 can black beans (drained; 14 oz)"],
    ["1 14-oz can coconut milk", "1 can coconut milk (14 oz)"],
    ["2 x 400g tins chopped tomatoes", "2 can chopped tomatoes (400 g)"],
    ["2 large eggs", "2 - eggs (large)"],
    ["3 eggs", "3 - eggs"],
    ["Salt and pepper, to taste", "- - Salt and pepper (to taste)"],
    ["a pinch of salt", "1 pinch salt"],
    ["half a lemon", "0.5 - lemon"],
    ["1 T soy sauce", "1 tbsp soy sauce"],
    ["1 t soy sauce", "1 tsp soy sauce"],
    ["8 fl. oz. cream", "8 fl oz cream"],
    ["1 cup / 240 ml milk", "1 cup milk (/ 240 ml)"],
    ["1 cup plus 2 tbsp sugar", "1.125 cup sugar"],
    ["1 cup (240ml) milk", "1 cup milk (240ml)"],
    ["2% milk", "- - 2% milk"],
    ["1 cup 2% milk", "1 cup 2% milk"],
    ["1-inch piece ginger", "1 piece ginger (1-inch)"],
    ["about 200 g spinach", "200 g spinach"],
    ["• 3 tbsp. butter", "3 tbsp butter"],
    ["2 EL Öl", "2 tbsp Öl"],
    ["1 Prise Salz", "1 pinch Salz"],
    ["2 c. à soupe d'huile", "2 tbsp huile"],
    ["2 cucharadas de aceite", "2 tbsp aceite"],
    ["3 cucchiai di olio", "3 tbsp olio"],
    ["4 grapes", "4 - grapes"],
    ["1 lemon", "1 - lemon"],
    ["2 leeks", "2 - leeks"],
    ["5-Gewürze-Pulver", "- - 5-Gewürze-Pulver"],
    ["1 large onion (about 200 g), finely chopped", "1 - onion (large; finely chopped; about 200 g)"],
    ["1 dozen eggs", "1 dozen eggs"],
    ["100g/3½oz caster sugar", "100 g caster sugar (/ 3 1/2 oz)"],
    ["250ml/9fl oz milk", "250 ml milk (/ 9fl oz)"],
    ["Salt to taste", "- - Salt (to taste)"],
    ["2 tbsp oil for frying", "2 tbsp oil (for frying)"],
  ])("%s", (line, expected) => expect(short(line)).toBe(expected));

  it("is nothing without a word", () => {
    for (const line of ["", "  ", "---", "123", "½"]) expect(readIngredient(line)).toBeUndefined();
  });

  it("is always an ingredient that may be stored, and quickly", () => {
    const part = fc.constantFrom(
      "1",
      "½",
      "1/2",
      "(",
      ")",
      ",",
      "-",
      "to",
      "cup",
      "g",
      "x",
      "400",
      " ",
      "\0",
      "\ud800",
      "ß",
    );
    const line = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(part, { maxLength: 60 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(line, (text) => {
        const one = readIngredient(text);
        if (one) expect(z.safeParse(ingredientsSchema, [one]).error?.issues ?? []).toEqual([]);
      }),
    );
    const started = performance.now();
    for (const hostile of ["(", "1 ", "1/", "a ", "- ", ", ", "½"]) readIngredient(hostile.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
