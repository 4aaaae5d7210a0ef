/**
 * Writes the table of foods by which meals are estimated, `packages/core/src/health/foods/table.ts`, from the National Nutrient Database
 * for Standard Reference of the US Department of Agriculture: FOOD_DES.txt, ABBREV.txt and WEIGHT.txt, as published. They are works of the
 * US Government and in the public domain. The folder is `foods-usda-sr` in LIFEOS_DATA, or beside the project in `shared/data`.
 *
 *     node scripts/foods.ts            writes the table
 *     node scripts/foods.ts --check    says whether the table is what the figures and names.txt give
 *
 * Chosen are the foods that `foods/names.txt` names, which is written by hand, with what people call them in English and German; then the
 * uncooked forms that it refers to; and then, up to 1,500, what people eat of the rest: no brands, no food of babies, no ingredients of
 * industry, no preparations that differ by salt, grade or trim alone. Of those, the ones with more household weights and shorter
 * descriptions come first. The same input gives the same file.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FOODS = 1_500;
const project = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const target = path.join(project, "packages/core/src/health/foods/table.ts");

const folder = path.resolve(project, process.env.LIFEOS_DATA ?? "../shared/data", "foods-usda-sr");
if (!existsSync(folder)) {
  console.error(`There are no figures at ${folder}.`);
  process.exit(2);
}

const rowsOf = (file: string): string[][] =>
  readFileSync(path.join(folder, file), "latin1")
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.split("^").map((field) => field.replace(/^~|~$/g, "")));

const described = new Map(rowsOf("FOOD_DES.txt").map(([id = "", group = "", name = ""]) => [id, { group, name }]));
const figures = new Map(rowsOf("ABBREV.txt").map((row) => [row[0] ?? "", row]));
const weights = new Map<string, [label: string, grams: number][]>();
for (const [id = "", , amount = "", label = "", grams = ""] of rowsOf("WEIGHT.txt")) {
  const cleaned = label
    .toLowerCase()
    .replace(/\(.*?\)|\(.*$|".*$/g, " ")
    .replace(/[|=;~]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ,/g, ",")
    .replace(/[\s,]+$/, "")
    .trim();
  const each = Number(grams) / Number(amount);
  // Ounces and pounds are known everywhere, and a cubic inch is no measure of a kitchen.
  if (!cleaned || cleaned.length > 40 || !(each > 0) || /^(?:oz|lb|pound|cubic inch|g|gram|kg)\b/.test(cleaned))
    continue;
  const known = weights.get(id) ?? [];
  // “serving 1/2 cup”, “pieces (1 cup)”: a volume all the same.
  const [, part = "", volume = ""] =
    /(?:^|[\s(])(\d*\.?\d+|1\/[234]) (cup|tbsp|fl oz)\b/.exec(label.toLowerCase()) ?? [];
  const share = part.includes("/") ? 1 / Number(part.slice(2)) : Number(part);
  if (volume && share > 0 && !/^(?:cup|tbsp|fl oz)/.test(cleaned) && !known.some(([one]) => one.startsWith(volume)))
    known.push([volume, each / share]);
  if (known.length < 9 && !known.some(([one]) => one === cleaned)) known.push([cleaned, each]);
  weights.set(id, known);
}

interface Named {
  en: string;
  de: string;
  options: string;
}
const named = new Map<string, Named>();
for (const line of readFileSync(path.join(project, "scripts/foods/names.txt"), "utf8").split("\n")) {
  if (line === "" || line.startsWith("#")) continue;
  const [id = "", en = "", de = "", options = ""] = line.split("|").map((field) => field.trim());
  if (!described.has(id)) throw new Error(`names.txt: there is no food ${id}`);
  if (named.has(id)) throw new Error(`names.txt: ${id} is there twice`);
  const tidy = (names: string) =>
    names
      .split(";")
      .map((one) => one.trim())
      .filter(Boolean)
      .join(";");
  named.set(id, { en: tidy(en), de: tidy(de), options });
}

/** The columns of ABBREV.txt that are kept, in the order in which the table has them; its reader has the same. */
const COLUMNS = [3, 4, 7, 5, 8, 9, 44, 15, 14, 10, 11, 12, 16, 20, 33, 41, 40, 43, 31, 26, 25, 47];

/** Three digits are more than the figures mean. */
const digits = (value: number) => String(Number(value.toPrecision(value >= 1_000 ? 4 : 3)));

const NOT_EATEN =
  /industrial|unprepared|dry mix|imitation|baby|infant|not reconstituted|hydrogenated|crude|mechanically|formulated|separable fat|skin only|giblets|defatted|protein basis|n x 6|leaves, raw|tallow|ucuhuba|sheanut|cottonseed|\bfeet\b|lungs|spleen|pancreas|brain|thymus|emu,|ostrich|native|diet(?:ary|etic)?,|olestra|replacement|substitute|supplement|as purchased|concentrate, un|refrigerated dough|unenriched|commodity/i;
const SAME_AS_ANOTHER =
  /with salt|no salt|low sodium|reduced sodium|trimmed to 1\/[48]|select|choice|prime|all grades|solids and liquids|enhanced|bone-in|imported|australian|new zealand|extra light|light syrup|juice pack|frozen, unsweetened|condensed|freeze-dried|microwaved|powder/i;
const isBrand = (name: string) =>
  /\b[A-Z]{3,}\b/.test(name.replace(/\b(?:BBQ|USDA)\b/g, "")) || /'s\b.*\b(?:brand|style)/i.test(name);
const GROUPS = new Set(
  "0100 0200 0400 0500 0600 0700 0900 1000 1100 1200 1300 1400 1500 1600 1700 1800 1900 2000 2100 2200 2500 3600".split(
    " ",
  ),
);

const PLANTS_AND_FISH = new Set("0900 1100 1200 1500 1600 2000".split(" "));

const chosen = new Set(named.keys());
for (const { options } of named.values()) for (const [, id = ""] of options.matchAll(/raw=(\d{5})/g)) chosen.add(id);
const others = [...described]
  .filter(
    ([id, { group, name }]) => !chosen.has(id) && GROUPS.has(group) && figures.get(id)?.[3] !== "" && !isBrand(name),
  )
  .filter(([, { name }]) => !NOT_EATEN.test(name) && !SAME_AS_ANOTHER.test(name) && name.length <= 75)
  .map(([id, { group, name }]) => ({
    id,
    // Of plants and fish people name more kinds than of cuts of meat.
    worth: Math.min(4, weights.get(id)?.length ?? 0) * 12 - name.length + (PLANTS_AND_FISH.has(group) ? 45 : 0),
  }))
  .sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1));
for (const { id } of others) if (chosen.size < FOODS) chosen.add(id);

const lines = [...chosen].sort().map((id) => {
  const { group, name } = described.get(id)!;
  const row = figures.get(id)!;
  const known = named.get(id);
  const values = COLUMNS.map((column) => (row[column] ? digits(Number(row[column])) : ""));
  const household = (weights.get(id) ?? []).map(([label, grams]) => `${label}=${digits(grams)}`).join(";");
  const fields = [
    id,
    group.slice(0, 2),
    name.replaceAll("|", " "),
    known?.en ?? "",
    known?.de ?? "",
    values.join(","),
    household,
  ];
  return [...fields, known?.options ?? ""].join("|").replace(/[\\`$]/g, " ");
});

const text = `// Written by scripts/foods.ts from the figures of the US Department of Agriculture (Standard Reference), which are in the public domain.
// A line is a food: number | group | description | English names | German names | nutrients per 100 g | household weights | options.
export const TABLE = \`${lines.join("\n")}\`;
`;
const before = existsSync(target) ? readFileSync(target, "utf8") : "";
if (process.argv.includes("--check")) {
  console.log(
    before === text ? "the table of foods is current" : "the table of foods is stale: run node scripts/foods.ts",
  );
  process.exit(before === text ? 0 : 1);
}
writeFileSync(target, text);
const german = [...named.values()].filter(({ de }) => de !== "").length;
console.log(
  `${lines.length} foods, ${named.size} of them named by hand (${german} in German), ${Math.round(text.length / 1024)} KB`,
);
