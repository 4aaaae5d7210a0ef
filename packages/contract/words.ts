/**
 * Texts of the API reference about a pillar: a summary, descriptions of fields, operations and parameters, and values for
 * examples. They are in `functions/<pillar>/says.ts`, so that no Lambda contains them.
 */
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pillars } from "#core/platform/dashboard-parts.generated";
import { projectRoot } from "./discover.ts";

export interface Words {
  /** A summary of the pillar in a sentence. */
  about: string;
  /** The position in the reference: lower numbers come first. By default a pillar comes after those with a position. */
  order?: number;
  /**
   * Descriptions of fields: `progressPct`. For another meaning in one place, `<where>.<field>`: where is an operation or a schema
   * (or the beginning of its name), or the field that contains it.
   */
  fields?: Readonly<Record<string, string>>;
  /** Descriptions of operations that have none in their declaration, by name. */
  operations?: Readonly<Record<string, string>>;
  /** Descriptions of parameters that are no filters: `<operation>.<name>`, or the name alone for the whole pillar. */
  parameters?: Readonly<Record<string, string>>;
  /** Values of text fields in examples. */
  examples?: Readonly<Record<string, string>>;
  /** Titles in examples, by the name of the operation, schema or field that contains them; the first match counts. */
  titles?: readonly (readonly [of: RegExp, title: string])[];
}

let found: ReadonlyMap<string, Words> | undefined;

/** The texts of every pillar, in the order of the reference. The files are read at the first call. */
export function words(): ReadonlyMap<string, Words> {
  found ??= discoverWords();
  return found;
}

function discoverWords(): ReadonlyMap<string, Words> {
  // Loaded synchronously, because descriptions are needed deep inside of synchronous code.
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

/** The texts of the pillar of an operation (`work.tasks.list`) or a schema (`WorkTask`); undefined for what all pillars share. */
export function wordsOf(names: readonly string[]): Words | undefined {
  for (const name of names.toReversed())
    for (const [pillar, said] of words()) {
      if (name.startsWith(`${pillar}.`)) return said;
      const rest = name.toLowerCase().startsWith(pillar) && name.slice(pillar.length);
      if (rest && /^[A-Z]/.test(name) && /^[A-Z]/.test(rest)) return said;
    }
  return undefined;
}

/**
 * The texts of the pillar whose part of the dashboard contains something, given its name and those of the enclosing fields, the
 * nearest first.
 */
export function wordsOfPart(names: readonly string[]): Words | undefined {
  if (names.at(-1) !== "PlatformDashboard") return undefined;
  const [pillar] = Object.entries(pillars).find(([, parts]) => names.some((name) => name in parts)) ?? [];
  return pillar === undefined ? undefined : words().get(pillar);
}
