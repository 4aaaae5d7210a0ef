import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { readIngredient } from "#core/household/ingredient-lines";
import { ingredientsSchema } from "#core/household/recipes.sql";
import { UNIT_ENTRIES } from "#core/household/unit-words";

/** Words that are units of some things only: a “noix” is a knob of butter, and else a nut. */
const ONLY_BEFORE_SOME = new Set(["noix", "noce", "nuez", "filo"]);

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
    ["1 and 1/2 cups rice", "1.5 cup rice"],
    ["1-1/2 cups rice", "1.5 cup rice"],
    ["2½ c. oats", "2.5 cup oats"],
    ["1 c milk", "1 cup milk"],
    ["one and a half cups milk", "1.5 cup milk"],
    [".5 cup cream", "0.5 cup cream"],
    ["1.000 g Mehl", "1000 g Mehl"],
    ["1.250 kg Mehl", "1.25 kg Mehl"],
    ["0,125 l Milch", "0.125 l Milch"],
    ["1 000 g farine", "1000 g farine"],
    ["1 400 g tin beans", "1 can beans (400 g)"],
    ["1 lb 4 oz beef", "1.25 lb beef"],
    ["500g/1lb 2oz veal", "500 g veal (/ 1lb 2oz)"],
    ["16-ounce can chickpeas", "1 can chickpeas (16-ounce)"],
    ["2 x 400 g / 14 oz cans chickpeas", "2 can chickpeas (400 g; 14 oz)"],
    ["100ml-150ml milk", "100 to 150 ml milk"],
    ["½ cup to ¾ cup stock", "0.5 to 0.75 cup stock"],
    ["Mehl 500 g", "500 g Mehl"],
    ["flour – 2 cups", "2 cup flour"],
    ["Butter, 50 g", "50 g Butter"],
    ["Uova 3", "3 - Uova"],
    ["Farina 00 250 g", "250 g Farina 00"],
    ["Eggs (3)", "3 - Eggs"],
    ["2 lb boneless, skinless chicken thighs, cut up", "2 lb boneless, skinless chicken thighs (cut up)"],
    ["2 cups peeled, cored and diced apples", "2 cup apples (peeled, cored and diced)"],
    ["1 tbsp finely grated ginger", "1 tbsp ginger (finely grated)"],
    ["1 cup fresh or frozen peas", "1 cup fresh or frozen peas"],
    ["2 reife, weiche Avocados", "2 - reife, weiche Avocados"],
    ["zest and juice of 1 lemon", "1 - lemon (zest and juice)"],
    ["Saft von 2 Zitronen", "2 - Zitronen (Saft)"],
    ["3 garlic cloves, sliced", "3 clove garlic (sliced)"],
    ["2 Knoblauchzehen", "2 clove Knoblauch"],
    ["2 bay leaves", "2 - bay leaves"],
    ["2 cloves", "2 - cloves"],
    ["pinch of salt", "1 pinch salt"],
    ["stick of butter", "1 stick butter"],
    ["2 noix", "2 - noix"],
    ["1 noix de beurre", "1 knob beurre"],
    ["1 gr. Zwiebel", "1 - Zwiebel (gr.)"],
    ["2 gestr. TL Salz", "2 tsp Salz (gestr.)"],
    ["a dozen eggs", "1 dozen eggs"],
    ["half a dozen eggs", "0.5 dozen eggs"],
    ["٢ cups rice", "2 cup rice"],
    ["२०० g paneer", "200 g paneer"],
    ["1¹⁄₂ cups milk", "1.5 cup milk"],
    ["For the sauce: 200 g tomatoes", "200 g tomatoes (For the sauce)"],
    ["8cl d'eau", "8 cl eau"],
    ["2 čl soli", "2 tsp soli"],
    ["2 ст.л. масла", "2 tbsp масла"],
    ["2000000 mg salt", "- - salt (2000000 mg)"],
    ["some basil", "- - basil (some)"],
    ["un peu de sel", "- - sel (un peu)"],
    ["etwas Salz", "- - Salz (etwas)"],
    ["a few sprigs thyme", "- sprig thyme"],
    ["1 lg. egg", "1 - egg (lg.)"],
    ["2 lg ulei", "2 tbsp ulei"],
    ["2 med. carrots", "2 - carrots (med.)"],
    ["1 cup minus 1 tbsp flour", "0.9375 cup flour"],
    ["1 lb, 3 oz beef", "1.1875 lb beef"],
    ["5 whole cloves", "5 - whole cloves"],
    ["1 rack of ribs", "1 - rack of ribs"],
    ["heaping 1/4 cup sugar", "0.25 cup sugar (heaping)"],
    ["1 level tsp baking powder", "1 tsp baking powder (level)"],
    ["1. 2 cups flour", "2 cup flour"],
    ["1 thumb-sized piece of ginger", "1 piece ginger (thumb-sized)"],
    ['1" piece ginger', "1 piece ginger (1-inch)"],
    ["1 tsp each cumin and coriander", "1 tsp cumin and coriander (each)"],
    ["2 rashers bacon", "2 slice bacon"],
    ["2 strip steaks", "2 - strip steaks"],
    ["evtl. Salz", "- - Salz (evtl.)"],
    ["half and half", "- - half and half"],
    ["five spice powder", "- - five spice powder"],
  ])("%s", (line, expected) => expect(short(line)).toBe(expected));

  it.each(["For the sauce:", "## DRESSING", "Für den Teig:", "**Topping**", "For the dressing", "Pour la pâte :"])(
    "%s is a heading and no food",
    (line) => expect(readIngredient(line)).toBeUndefined(),
  );

  it("is what it was built of, in every way to write it", () => {
    const amounts: [string, number][] = [
      ["2", 2],
      ["½", 0.5],
      ["1½", 1.5],
      ["1 1/2", 1.5],
      ["1-1/2", 1.5],
      ["1 and 1/2", 1.5],
      ["2.5", 2.5],
      ["2,5", 2.5],
      ["about 3", 3],
      ["２", 2],
    ];
    const units = UNIT_ENTRIES.flatMap(({ unit, words }) =>
      Object.values(words).flatMap((list) => list.split(", ").map((word) => ({ unit, word }))),
    ).filter(({ word }) => !ONLY_BEFORE_SOME.has(word));
    const items = ["Quark", "oat milk", "lentejas", "крупа", "Öl"];
    const templates: ((amount: string, word: string, item: string) => string)[] = [
      (amount, word, item) => `${amount} ${word} ${item}`,
      (amount, word, item) => `• ${amount} ${word} ${item}`,
      (amount, word, item) => `${item} - ${amount} ${word}`,
      (amount, word, item) => `${item}: ${amount} ${word}`,
    ];
    const anyOf = <T>(all: readonly T[]) => fc.constantFrom(...all);
    fc.assert(
      fc.property(anyOf(amounts), anyOf(units), anyOf(items), anyOf(templates), ([amount, qty], of, item, template) => {
        expect(readIngredient(template(amount, of.word, item))).toMatchObject({ qty, unit: of.unit, item });
      }),
      { numRuns: 2_000 },
    );
  });

  it("is nothing without a word", () => {
    for (const line of ["", "  ", "---", "123", "½"]) expect(readIngredient(line)).toBeUndefined();
  });

  it("is always an ingredient that may be stored, and in bounded time", () => {
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
    // What takes more than linear time here does not end before the test is given up.
    for (const hostile of ["(", "1 ", "1/", "a ", "- ", ", ", "½", "peeled, ", "to 1 "])
      readIngredient(hostile.repeat(200_000));
  });
});
