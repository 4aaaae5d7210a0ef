/** What can be chosen of how a file is read; apart from what reads, so that listing the kinds loads none of that. */

/** Orders of day, month and year. */
export const dateOrders = ["dmy", "mdy", "ymd", "ydm", "myd"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** Names of the Encoding Standard that a person can choose. */
export const encodings = [
  "utf-8",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-2",
  "iso-8859-15",
  "utf-16le",
  "utf-16be",
  "shift_jis",
  "gbk",
  "big5",
  "euc-kr",
] as const;

/** What a column of a table can be. An amount has a sign or a mark beside it; `in` and `out` are what came and what went. */
export const columnRoles = [
  "skip",
  "date",
  "payee",
  "description",
  "amount",
  "in",
  "out",
  "mark",
  "currency",
  "account",
  "reference",
  "category",
  "notes",
  "id",
] as const;
export type ColumnRole = (typeof columnRoles)[number];
