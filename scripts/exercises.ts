/**
 * Writes the table of exercises, `packages/core/src/health/exercises/table.ts`, from the facts of Free Exercise DB (yuhonas/free-exercise-db,
 * given to the public domain by the Unlicense): names, equipment, muscles, mechanic and category. Its instructions and pictures are left out.
 * The folder is `exercises-free-db` in LIFEOS_DATA, or beside the project in `shared/data`.
 *
 *     node scripts/exercises.ts            writes the table
 *     node scripts/exercises.ts --check    says whether the table is what the facts and names.txt give
 *
 * What people call the common ones in English and German is written by hand, in `exercises/names.txt`. The same input gives the same file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { exerciseId } from "../packages/core/src/health/exercises/exercises.ts";
import { CATEGORIES, EQUIPMENT, MECHANICS, MUSCLES } from "../packages/core/src/health/exercises/terms.ts";

const project = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const target = path.join(project, "packages/core/src/health/exercises/table.ts");
const folder = path.resolve(project, process.env.LIFEOS_DATA ?? "../shared/data", "exercises-free-db");
if (!existsSync(folder)) {
  console.error(`There are no exercises at ${folder}.`);
  process.exit(2);
}

interface Fact {
  name: string;
  equipment: string | null;
  mechanic: string | null;
  category: string;
  primaryMuscles: string[];
  secondaryMuscles: string[];
}

/** The source's term as the API has it: `foam roll` becomes `foam_roll`. */
const term = (text: string) => text.replace(/[^a-z]+/g, "_");
const letter = (of: readonly string[], value: string | null) => {
  if (value === null) return "-";
  const at = of.indexOf(term(value));
  if (at < 0) throw new Error(`there is no term for ${value}`);
  return String.fromCodePoint("a".codePointAt(0)! + at);
};

interface Named {
  en: string;
  de: string;
}
const named = new Map<string, Named>();
for (const line of readFileSync(path.join(project, "scripts/exercises/names.txt"), "utf8").split("\n")) {
  if (line === "" || line.startsWith("#")) continue;
  const [id = "", en = "", de = ""] = line.split("|").map((field) => field.trim());
  if (named.has(id)) throw new Error(`names.txt: ${id} is there twice`);
  named.set(id, { en, de });
}

const facts = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Fact)
  .map((fact) => ({ ...fact, id: exerciseId(fact.name) }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const ids = new Set(facts.map(({ id }) => id));
if (ids.size !== facts.length) throw new Error("two exercises have one id");
for (const id of named.keys()) if (!ids.has(id)) throw new Error(`names.txt: there is no exercise ${id}`);

const owners = new Map<string, string>();
for (const { id, name } of facts) owners.set(exerciseId(name), id);
for (const [id, { en, de }] of named)
  for (const one of [...en.split(";"), ...de.split(";")].map(exerciseId)) {
    const owner = owners.get(one);
    if (owner !== undefined && owner !== id) throw new Error(`names.txt: ${one} is both ${owner} and ${id}`);
    owners.set(one, id);
  }

const lines = facts.map(({ id, name, equipment, mechanic, category, primaryMuscles, secondaryMuscles }) => {
  const terms = [letter(EQUIPMENT, equipment), letter(MECHANICS, mechanic), letter(CATEGORIES, category)].join("");
  const muscles = (list: string[]) => list.map((one) => letter(MUSCLES, one)).join("");
  const fields = [name, terms, muscles(primaryMuscles), muscles(secondaryMuscles)];
  const known = named.get(id);
  if (known) fields.push(known.en, known.de);
  return fields.join("|").replace(/[\\`$]/g, " ");
});

const text = `// Written by scripts/exercises.ts from the facts of Free Exercise DB (Unlicense), with names in English and German by hand.
// A line is an exercise: name | equipment, mechanic, category | primary muscles | secondary muscles | English names | German names.
export const TABLE = \`${lines.join("\n")}\`;
`;
const before = existsSync(target) ? readFileSync(target, "utf8") : "";
if (process.argv.includes("--check")) {
  console.log(
    before === text
      ? "the table of exercises is current"
      : "the table of exercises is stale: run node scripts/exercises.ts",
  );
  process.exit(before === text ? 0 : 1);
}
writeFileSync(target, text);
console.log(`${lines.length} exercises, ${named.size} of them with German names, ${Math.round(text.length / 1024)} KB`);
