/** What a person may say of how a file of a bank is read. */
import * as z from "zod/mini";
import { dateOrders } from "#core/finance/statements/days";
import { encodings } from "#core/finance/statements/text";
import { rowOption } from "#core/ingest/import-options";
import { Text } from "#kit/wire";

/** The account that the payments belong to; that which the file names unless given. */
const accountId = z.optional(rowOption("account"));
const dateOrder = z.optional(z.enum(dateOrders));
const decimal = z.optional(z.enum(["comma", "point"]));
const encoding = z.optional(z.enum(encodings));

export const accountOptions = z.strictObject({ accountId });
export const qifOptions = z.strictObject({ accountId, dateOrder, decimal, encoding });
export const csvOptions = z.strictObject({
  accountId,
  /** What the columns are, in their order, separated by commas: see `roles` of csv-columns.ts; `auto` finds it out. */
  columns: z.optional(Text(500)),
  delimiter: z.optional(z.enum(["comma", "semicolon", "tab", "bar"])),
  dateOrder,
  decimal,
  /** Whether what is spent has a minus, as on accounts, or none, as on bills of cards. */
  spent: z.optional(z.enum(["negative", "positive"])),
  encoding,
});
export type CsvOptions = z.output<typeof csvOptions>;
export type QifOptions = z.output<typeof qifOptions>;

/** What is remembered of an account's files: all but which account it is. */
export const HOW_CSV_IS_READ = ["columns", "delimiter", "dateOrder", "decimal", "spent", "encoding"] as const;
