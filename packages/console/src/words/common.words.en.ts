import { number, plural } from "./format.ts";

/** What many pages say. */
export default {
  product: "LifeOS",
  add: "Add",
  save: "Save",
  cancel: "Cancel",
  delete: "Delete",
  edit: "Edit",
  undo: "Undo",
  retry: "Try again",
  close: "Close",
  more: "More",
  beginningOnly: "Only the beginning is shown: the text is very long.",
  open: "Open",
  loading: "Loading",
  clear: "Clear",
  unknown: "Not known",

  discardQuestion: "What you typed is not saved.",
  keepEditing: "Keep editing",
  discard: "Discard it",

  // Problems
  details: "For support",

  // Lists
  newer: (count: number) => plural(count, { one: `${number(count)} new`, other: `${number(count)} new` }),
  selected: (count: number) => plural(count, { one: "One selected", other: `${number(count)} selected` }),
  selectedAll: "All that match are selected",
  selectedAllBut: (count: number) =>
    plural(count, { one: "All that match but one", other: `All that match but ${number(count)}` }),
  selectAll: "Select all that match",
  select: (name: string) => `Select ${name}`,
  actionsOf: (name: string) => `Actions for ${name}`,
  moveUp: "Move up",
  moveDown: "Move down",
  expand: (name: string) => `Open ${name}`,

  // Dates and numbers
  notUnderstood: "Not understood. Try “fri”, “12 Dec” or “tomorrow 9”.",
  timeNotUnderstood: "Not understood. Try “9”, “14:30” or “9 pm”.",
  numberNotUnderstood: "Write a number, such as 1,234.5.",
  amountNotUnderstood: (decimals: number) =>
    plural(decimals, {
      one: "Write an amount with one decimal at most.",
      other: `Write an amount with ${number(decimals)} decimals at most.`,
    }),
  pickDay: "Pick a day",
  pickTime: "Pick a time",
  least: (value: string) => `At least ${value}`,
  most: (value: string) => `At most ${value}`,

  // Picking
  noMatch: (text: string) => `Nothing is called “${text}”.`,
  create: (text: string) => `Add “${text}”`,
  remove: (name: string) => `Remove ${name}`,
  searching: "Searching",

  // Long work
  doneOf: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  amountOf: (done: string, total: string) => `${done} of ${total}`,
  perSecond: (rate: string) => `${rate} a second`,
  failedLines: (count: number) =>
    plural(count, { one: "One line was not taken", other: `${number(count)} lines were not taken` }),
  line: (at: number) => `Line ${number(at)}`,
  stop: "Stop",

  // Quick-add
  understood: "Understood",

  // Two who changed one row
  conflictTitle: "Somebody else changed this too",
  conflictWho: (who: string, when: string) => `${who} changed it ${when}. Yours is kept below; choose for each field.`,
  conflictUnknown: "It was changed meanwhile. Yours is kept below; choose for each field.",
  mine: "Yours",
  theirs: "Theirs",
  keepChosen: "Save what I chose",
  takeTheirs: "Take all of theirs",
  empty: "empty",
  yes: "yes",
  no: "no",

  // Changes
  removed: "removed",
  added: "added",

  // Charts
  asTable: "Show the values as a table",
  graph: "Graph",
  list: "List",
  form: "Form",
  graphHelp: "Up and Down go from step to step; the list tells the same.",
  foldBookkeeping: "Fold the bookkeeping",
  alsoBecauseOf: (names: string) => `also because of ${names}`,
  later: (passed: string) => `${passed} later`,
  laterUncaused: (passed: string) => `${passed} later; nothing here caused it`,
  asList: "Show as a list",
  leadsTo: (names: string) => `before ${names}`,
  noData: "no data",
  failed: "failed",
  skipped: "skipped",
  chartKeys: "Arrows read value by value, Page Up and Page Down a week",
  tooLarge: (count: number) => `${number(count)} are too many for a graph; the list has them all.`,
  waited: (who: string) => `waited for ${who}`,
  bookkeepingTitle: (count: number) =>
    plural(count, { one: "One step of bookkeeping", other: `${number(count)} steps of bookkeeping` }),
};
