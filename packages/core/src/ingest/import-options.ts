/** What may be said of how a kind is read, as a form can ask for it. */
import * as z from "zod/mini";
import type { Importer } from "#core/ingest/importer";

import { Uuid } from "#kit/wire";

export const optionTypes = ["boolean", "choice", "text", "row"] as const;

/** Rows of which one can be chosen: the type that their events have (`calendar`), and by which filter of their list they can. */
const RowOfOption = z.strictObject({ type: z.string(), filter: z.record(z.string(), z.string()) });
type RowOfOption = z.output<typeof RowOfOption>;

const rowsOfOptions = new WeakMap<object, RowOfOption>();

/** The schema of an option that is the id of a row: a form asks for the row by its name. */
export function rowOption(type: string, filter: RowOfOption["filter"] = {}): typeof Uuid {
  const schema = Uuid.clone();
  rowsOfOptions.set(schema, { type, filter });
  return schema;
}

export const Option = z.strictObject({
  name: z.string(),
  type: z.enum(optionTypes),
  /** Of a choice; empty for others. The first is no default: what nobody says is decided by the importer. */
  choices: z.array(z.string()),
  /** The longest text, in UTF-16 units; null for others. */
  maxLength: z.nullable(z.int()),
  /** Of the id of a row; null for others. */
  row: z.nullable(RowOfOption),
});
export type Option = z.output<typeof Option>;

/** In the order in which they are declared. Throws for one of a form that no field asks for, which a test of all kinds would show. */
export const optionsOf = ({ kind, options }: Pick<Importer, "kind" | "options">): Option[] =>
  Object.entries(options.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
    const plain = { name, choices: [], maxLength: null, row: null };
    const row = rowsOfOptions.get(inner);
    if (row) return { ...plain, type: "row", row };
    if (inner instanceof z.ZodMiniBoolean) return { ...plain, type: "boolean" };
    if (inner instanceof z.ZodMiniEnum) return { ...plain, type: "choice", choices: inner.options.map(String) };
    if (inner instanceof z.ZodMiniString) return { ...plain, type: "text", maxLength: longest(inner) };
    throw new Error(`${kind}: the option ${name} is neither a text nor a choice nor a row nor yes or no`);
  });

function longest({ def: { checks = [] } }: z.ZodMiniString): number | null {
  const found = checks.map(({ _zod }) => _zod.def as { check: string; maximum?: number });
  return found.find(({ check }) => check === "max_length")?.maximum ?? null;
}
