/** What may be said of how a kind is read, as a form can ask for it. */
import * as z from "zod/mini";
import type { Importer } from "#core/ingest/importer";

export const optionTypes = ["boolean", "choice", "text"] as const;

export const Option = z.strictObject({
  name: z.string(),
  type: z.enum(optionTypes),
  /** Of a choice; empty for others. The first is no default: what nobody says is decided by the importer. */
  choices: z.array(z.string()),
  /** The longest text, in UTF-16 units; null for others. */
  maxLength: z.nullable(z.int()),
});
export type Option = z.output<typeof Option>;

/** In the order in which they are declared. Throws for one of a form that no field asks for, which a test of all kinds would show. */
export const optionsOf = ({ kind, options }: Pick<Importer, "kind" | "options">): Option[] =>
  Object.entries(options.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
    const plain = { name, choices: [], maxLength: null };
    if (inner instanceof z.ZodMiniBoolean) return { ...plain, type: "boolean" };
    if (inner instanceof z.ZodMiniEnum) return { ...plain, type: "choice", choices: inner.options.map(String) };
    if (inner instanceof z.ZodMiniString) return { ...plain, type: "text", maxLength: longest(inner) };
    throw new Error(`${kind}: the option ${name} is neither a text nor a choice nor yes or no`);
  });

function longest({ def: { checks = [] } }: z.ZodMiniString): number | null {
  const found = checks.map(({ _zod }) => _zod.def as { check: string; maximum?: number });
  return found.find(({ check }) => check === "max_length")?.maximum ?? null;
}
