/**
 * Foods with what 100 g of them contain and what household measures of them weigh, by the figures of the US Department of Agriculture
 * (Standard Reference). The table is read when it is first asked for.
 */
import { NUTRIENTS, type Nutrients } from "#core/health/foods/nutrients";
import { TABLE } from "#core/health/foods/table";

export interface Weight {
  /** In lower case, as published: `cup, diced`, `large`, `slice`. */
  label: string;
  grams: number;
}

export interface Food {
  /** The number that the Standard Reference gives it. */
  id: string;
  /** The first two digits of its food group. */
  group: string;
  description: string;
  /** What people call it, the usual name first; empty for foods that are found by their description alone. */
  english: readonly string[];
  german: readonly string[];
  /** Names of other foods that the table lacks, and that this one stands for. */
  standsFor: ReadonlySet<string>;
  per100g: Nutrients & { calories: number };
  weights: readonly Weight[];
  /** Grams of one piece, of a portion without a stated size, of a slice, a handful, a glass and a bowl. */
  piece?: number;
  portion?: number;
  slice?: number;
  handful?: number;
  glass?: number;
  bowl?: number;
  /** Whether a piece of it may be anything, so that it is asked about. */
  isAsked?: boolean;
  /** The same food before it was cooked. */
  rawId?: string;
}

let all: readonly Food[] | undefined;
let byId: ReadonlyMap<string, Food> | undefined;

export function foods(): readonly Food[] {
  all ??= TABLE.split("\n").map(readFood);
  return all;
}

export function foodOf(id: string): Food | undefined {
  byId ??= new Map(foods().map((one) => [one.id, one]));
  return byId.get(id);
}

/** What it is called, in English; German where there is a German name. */
export const nameOf = (food: Food): { name: string; nameDe: string | null } => ({
  name: food.english[0] ?? food.description,
  nameDe: food.german[0] ?? null,
});

/** What so many grams contain. */
export function contentOf(food: Food, grams: number): Nutrients & { calories: number } {
  const content: Nutrients & { calories: number } = { calories: (food.per100g.calories * grams) / 100 };
  for (const nutrient of NUTRIENTS) {
    const amount = food.per100g[nutrient];
    if (amount !== undefined) content[nutrient] = (amount * grams) / 100;
  }
  return content;
}

const OPTIONS = {
  p: "piece",
  d: "portion",
  s: "slice",
  h: "handful",
  g: "glass",
  b: "bowl",
} as const;
const isOption = (key: string): key is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, key);

function readFood(line: string): Food {
  const [id = "", group = "", description = "", en = "", de = "", values = "", household = "", options = ""] =
    line.split("|");
  const standsFor = new Set<string>();
  const names = (list: string) =>
    list
      .split(";")
      .filter(Boolean)
      .map((name) => {
        if (!name.startsWith("*")) return name;
        standsFor.add(name.slice(1));
        return name.slice(1);
      });
  const per100g: Nutrients & { calories: number } = { calories: 0 };
  for (const [i, value] of values.split(",").entries()) {
    const nutrient = NUTRIENTS[i];
    if (value !== "" && nutrient) per100g[nutrient] = Number(value);
  }
  const weights: Weight[] = household
    .split(";")
    .filter(Boolean)
    .map((one) => {
      const at = one.lastIndexOf("=");
      return { label: one.slice(0, at), grams: Number(one.slice(at + 1)) };
    });
  const food: Food = { id, group, description, english: names(en), german: names(de), standsFor, per100g, weights };
  for (const option of options.split(" ").filter(Boolean)) {
    const [key = "", value = ""] = option.split("=");
    if (key === "raw") food.rawId = value;
    else if (key === "a") food.isAsked = true;
    else if (key === "w") {
      const [label = "", grams = ""] = value.split(":");
      // What was written by hand goes before what was published.
      weights.unshift({ label, grams: Number(grams) });
    } else if (isOption(key)) food[OPTIONS[key]] = Number(value);
  }
  return food;
}
