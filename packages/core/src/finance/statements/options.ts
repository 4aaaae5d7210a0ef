/** What a person may say of how a file of a bank is read. */
import * as z from "zod/mini";
import { dateOrders, encodings } from "#core/finance/statements/choices";
import { rowOption } from "#core/ingest/import-options";
import { Text } from "#kit/wire";

/** The account that the payments belong to; that which the file names unless given. */
const accountId = z.optional(rowOption("account"));
/** What nobody says is found out; to say so is to forget what was said before. */
const dateOrder = z.optional(z.enum(["auto", ...dateOrders]));
const decimal = z.optional(z.enum(["auto", "comma", "point"]));
const encoding = z.optional(z.enum(["auto", ...encodings]));

export const accountOptions = z.strictObject({ accountId });
export const qifOptions = z.strictObject({ accountId, dateOrder, decimal, encoding });
export const csvOptions = z.strictObject({
  accountId,
  /** What the columns are, in their order, separated by commas: see `columnRoles` of choices.ts; `auto` finds it out. */
  columns: z.optional(Text(500)),
  delimiter: z.optional(z.enum(["auto", "comma", "semicolon", "tab", "bar"])),
  dateOrder,
  decimal,
  /** Whether what is spent has a minus, as on accounts, or none, as on bills of cards. */
  spent: z.optional(z.enum(["auto", "negative", "positive"])),
  encoding,
});

/** What was said, but for what is to be found out. */
type Said<O> = { [K in keyof O]: Exclude<O[K], "auto"> };
export type CsvOptions = Said<z.output<typeof csvOptions>>;
export type QifOptions = Said<z.output<typeof qifOptions>>;

export const saidIn = <O extends object>(options: O): Said<O> =>
  // An entry that is left out is undefined, which each of them may be.
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== "auto")) as Said<O>;

/** What is remembered of an account's files: all but which account it is. */
export const HOW_CSV_IS_READ = ["columns", "delimiter", "dateOrder", "decimal", "spent", "encoding"] as const;
