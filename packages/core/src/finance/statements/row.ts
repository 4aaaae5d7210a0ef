/** What files of banks have in common, before anything is known of the accounts here. */
import type { AccountType } from "#core/finance/accounts.sql";
import type { Saying } from "#kit/saying";

/** An account as a file names it. */
export interface FileAccount {
  /** What it is known by in files, such as its number. */
  key: string;
  name: string;
  institution?: string;
  type: AccountType;
  currency?: string;
  /** The last digits of the id that it has in LifeOS, of one that was exported from here. */
  ownId?: string;
  /** Whether the name is what its person calls it, so that an account here of the same name is this one. */
  isNamed?: boolean;
}

export interface FileCategory {
  what: "category";
  /** The names from the outermost to its own. */
  path: readonly string[];
  kind: "expense" | "income";
}

export interface FilePayment {
  what: "payment";
  /** The key of its account; undefined when the file names none. */
  account?: string;
  /** It is not of the account that the file names first. */
  isOther?: boolean;
  accountCurrency?: string;
  /** What the bank knows it by within its account. */
  reference?: string;
  /** The id that it has in LifeOS, of one that was exported from here. */
  ownId?: string;
  date: string;
  /** A decimal number, negative when spent. */
  amount: string;
  currency?: string;
  payee?: string;
  description?: string;
  notes?: string;
  category?: readonly string[];
  splits?: readonly FileSplit[];
  /** The key of the account at the other end. */
  transferTo?: string;
  /** Why it is shown and not taken in: it is no payment. */
  skip?: Saying;
}

export interface FileSplit {
  amount: string;
  category?: readonly string[];
  note?: string;
}

export type FileRow = { what: "account"; account: FileAccount; isOther?: boolean } | FileCategory | FilePayment;

/** The bank of an account that was exported from here. */
export const OWN_BANK = "LIFEOS";
/** So many digits of an account's id are its number: OFX has 22. */
export const ownNumber = (id: string): string => id.replaceAll("-", "").slice(-20);

/** A text that a program for tables would take for something to calculate, in letters of any width. */
export const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

export const sameText = (text: string): string => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/** What a program shows of a number that not everybody needs to see. */
export const ending = (number: string): string => `…${number.replace(/\s/g, "").slice(-4)}`;

/** Text as it is stored: without NUL and runs of spaces; undefined when nothing is left. */
export function tidy(text: string | undefined, max: number): string | undefined {
  const plain = (text ?? "").replaceAll("\0", "").toWellFormed().replace(/\s+/g, " ").trim();
  if (plain === "") return undefined;
  return plain.length <= max ? plain : `${plain.slice(0, max - 1).toWellFormed()}…`;
}
