/** What the page of an import says of how its source is read. */
import { number } from "#console/words/format.ts";

export default {
  howRead: "How it is read",
  columns: "Its columns",
  column: "Column",
  columnAt: (at: number) => `Column ${number(at)}`,
  suchAs: "Such as",
  isWhat: "What it is",
  isWhatOf: (name: string) => `What “${name}” is`,
  roles: {
    skip: "Left out",
    date: "Day",
    payee: "Shop or payee",
    description: "Description",
    amount: "Amount",
    in: "What came in",
    out: "What was spent",
    mark: "Whether it came or went",
    currency: "Currency",
    account: "Account",
    reference: "The bank's reference",
    category: "Category",
    notes: "Notes",
    id: "LifeOS's own id",
  },
  recheck: "Look through it again",
  asItIs: "It is read like this already.",
  remembered: "It is read as the last file of this account was.",
  thatImport: "See that import",
  balances: "What the bank says is there",
};
