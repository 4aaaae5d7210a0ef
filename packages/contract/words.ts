/**
 * What the API reference says of a pillar: what it is about, what its fields, operations and parameters mean, and how its examples
 * read. It stands beside the pillar, in `functions/<pillar>/says.ts`, and is found there, so that no Lambda carries it along.
 */
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pillars } from "#core/platform/dashboard-parts.generated";
import { projectRoot } from "./discover.ts";

export interface Words {
  /** What is found in the pillar, in a sentence. */
  about: string;
  /** The place in the reference, in the order in which people meet the pillars: less comes first. Without it, the pillar comes after those in tens. */
  order?: number;
  /**
   * What fields mean in the pillar: `progressPct`. Where one means something else in one place, `<where>.<field>`: where is an
   * operation or a schema (by the beginning of its name), or the field that holds it.
   */
  fields?: Readonly<Record<string, string>>;
  /** What operations do that do not say it where they are declared, by their names. */
  operations?: Readonly<Record<string, string>>;
  /** What parameters say that are no filters of a list: `<operation>.<name>`, or the name alone for all of the pillar. */
  parameters?: Readonly<Record<string, string>>;
  /** What stands in fields of text in examples. */
  examples?: Readonly<Record<string, string>>;
  /** What something is called in examples, by the name of the operation, schema or field that it is a part of; the first that fits. */
  titles?: readonly (readonly [of: RegExp, title: string])[];
}

let found: ReadonlyMap<string, Words> | undefined;

/** What every pillar says, in the order of the reference. The files are read when it is asked for first. */
export function words(): ReadonlyMap<string, Words> {
  found ??= discoverWords();
  return found;
}

function discoverWords(): ReadonlyMap<string, Words> {
  // Sentences are asked for deep inside of what is generated, where nothing can be waited for.
  const load = createRequire(import.meta.url);
  const all = globSync("functions/*/says.ts", { cwd: projectRoot }).map((file) => {
    const pillar = path.basename(path.dirname(file));
    const { default: said } = load(path.join(projectRoot, file)) as { default: Words };
    const named = [
      ...Object.keys(said.operations ?? {}),
      ...Object.keys(said.parameters ?? {}).filter((name) => name.includes(".")),
    ];
    const foreign = named.find((name) => !name.startsWith(`${pillar}.`));
    if (foreign) throw new Error(`${file}: ${foreign} is an operation of another pillar, and is spoken of there`);
    return [pillar, said] as const;
  });
  const place = ([, { order = 1_000 }]: (typeof all)[number]) => order;
  return new Map(all.sort((a, b) => place(a) - place(b) || (a[0] < b[0] ? -1 : 1)));
}

/** The words of the pillar that an operation (`work.tasks.list`) or a schema (`WorkTask`) is of; none of what all pillars share. */
export function wordsOf(names: readonly string[]): Words | undefined {
  for (const name of names.toReversed())
    for (const [pillar, said] of words()) {
      if (name.startsWith(`${pillar}.`)) return said;
      const rest = name.toLowerCase().startsWith(pillar) && name.slice(pillar.length);
      if (rest && /^[A-Z]/.test(name) && /^[A-Z]/.test(rest)) return said;
    }
  return undefined;
}

/** The words of the pillar whose part of the dashboard something is in: what it is called, and what holds it, the nearest first. */
export function wordsOfPart(names: readonly string[]): Words | undefined {
  if (names.at(-1) !== "PlatformDashboard") return undefined;
  const [pillar] = Object.entries(pillars).find(([, parts]) => names.some((name) => name in parts)) ?? [];
  return pillar === undefined ? undefined : words().get(pillar);
}
