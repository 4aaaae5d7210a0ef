/** What an amount of food contains, in the order of the table's columns: the energy in kilocalories, and nutrients whose unit ends the name. */
export const NUTRIENTS = [
  "calories",
  "proteinG",
  "carbsG",
  "fatG",
  "fiberG",
  "sugarG",
  "saturatedFatG",
  "sodiumMg",
  "potassiumMg",
  "calciumMg",
  "ironMg",
  "magnesiumMg",
  "zincMg",
  "vitaminCMg",
  "vitaminAUg",
  "vitaminDUg",
  "vitaminEMg",
  "vitaminKUg",
  "vitaminB12Ug",
  "folateUg",
  "vitaminB6Mg",
  "cholesterolMg",
] as const;
export type Nutrient = (typeof NUTRIENTS)[number];
/** A nutrient that nobody measured is absent, which is not the same as none. */
export type Nutrients = Partial<Record<Nutrient, number>>;

/** Those that a meal has beside its others, as its macronutrients. */
export const MACROS = ["proteinG", "carbsG", "fatG", "fiberG"] as const;
export type Macro = (typeof MACROS)[number];
export const isMacro = (nutrient: string): nutrient is Macro => (MACROS as readonly string[]).includes(nutrient);
