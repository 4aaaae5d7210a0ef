/**
 * Whether a transaction meets the conditions of a rule, and what the rule makes of it. Regular expressions are those of RE2, which need time
 * in proportion to the text whatever their form; what they may cost together is counted and bounded.
 */
import { RE2JS } from "re2js";
import type * as z from "zod/mini";
import type { ruleActionsSchema, ruleColumns, ruleConditionsSchema } from "#core/finance/rules.sql";
import { financeFields } from "#core/finance/sayings";
import { wrongInput } from "#kit/problem";

type Conditions = z.infer<typeof ruleConditionsSchema>;
type Condition = Conditions["conditions"][number];
export type Actions = z.infer<typeof ruleActionsSchema>;
export type Columns = z.infer<typeof ruleColumns>;

export interface Rule {
  conditions: Conditions;
  actions: Actions;
}

/** What the conditions look at. Amounts are minor units, negative when spent. */
export interface Subject {
  accountId: string | null;
  date: string;
  merchantName: string | null;
  description: string | null;
  notes: string | null;
  amountCents: number;
  currency: string;
}

/** What is left of the steps that regular expressions may take; a step is one instruction of a program at one character of a text. */
export interface Work {
  left: number;
}

/** About a second of regular expressions at their slowest. */
export const MAX_STEPS = 20_000_000;

/** Regular expressions look at so many characters of a text. */
const MAX_MATCHED = 1_000;
/** Counted repetitions such as `(a{100}){100}` are written out in a program, so that a short expression can have a long one. */
const MAX_PROGRAM = 1_000;

interface Compiled {
  expression: RE2JS;
  size: number;
}

/** So many instructions of programs are kept for the transactions that arrive next: some thousand expressions, or a hundred long ones. */
const MAX_KEPT = 100_000;
/** By pattern, those used last at the end. What a pattern compiles to depends on nothing else, so that it may be whoever's. */
const kept = new Map<string, Compiled | undefined>();
let keptSize = 0;
/** What an entry takes at least, also one for what is no expression. */
const sizeKept = (one: Compiled | undefined) => Math.max(20, one?.size ?? 0);

/** Refuses a rule whose regular expressions cannot be read, or have too long a program. */
export function checkExpressions(conditions: Conditions | undefined): void {
  for (const [at, condition] of (conditions?.conditions ?? []).entries())
    if (condition.operator === "matches" && !compiled(condition.value))
      throw wrongInput(`#/conditions/conditions/${at}/value`, financeFields("no_expression"));
}

/** Undefined for what is no regular expression of RE2, or one with too long a program. Compiled once while it is used again and again. */
function compiled(pattern: string): Compiled | undefined {
  const isKept = kept.has(pattern);
  const one = isKept ? kept.get(pattern) : compiling(pattern);
  kept.delete(pattern);
  kept.set(pattern, one);
  if (isKept) return one;
  keptSize += sizeKept(one);
  for (const [oldest, its] of kept) {
    if (keptSize <= MAX_KEPT) break;
    kept.delete(oldest);
    keptSize -= sizeKept(its);
  }
  return one;
}

function compiling(pattern: string): Compiled | undefined {
  try {
    const expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    const size = expression.programSize();
    return size > MAX_PROGRAM ? undefined : { expression, size };
  } catch {
    return undefined;
  }
}

/**
 * A test for the conditions of a rule: many transactions are tested by expressions that are compiled once. The test yields undefined once
 * the work is used up.
 */
export function testOf({ match, conditions }: Conditions): (subject: Subject, work: Work) => boolean | undefined {
  const tests = conditions.map(testOfOne);
  return (subject, work) => {
    for (const test of tests) {
      const isMet = test(subject, work);
      if (isMet === undefined) return undefined;
      if (isMet === (match === "any")) return isMet;
    }
    return match === "all";
  };
}

function testOfOne(condition: Condition): (subject: Subject, work: Work) => boolean | undefined {
  switch (condition.field) {
    case "account":
      return ({ accountId }) => accountId === condition.accountId.toLowerCase();
    case "currency":
      return ({ currency }) => currency === condition.value;
    case "amountCents":
    case "date": {
      const isWithin = boundsOf(condition);
      return (subject) => isWithin(subject[condition.field]);
    }
    default:
      return textTest(condition);
  }
}

type Ordered = Extract<Condition, { field: "amountCents" | "date" }>;

/** Days of four-digit years are in the order of their texts. */
function boundsOf(condition: Ordered): (value: number | string) => boolean {
  if (condition.operator === "between") {
    const [one, other] = condition.values as [number | string, number | string];
    return (value) => (value >= one && value <= other) || (value >= other && value <= one);
  }
  const { value: bound, operator } = condition;
  return (value) => (operator === "is" ? value === bound : operator === "at_most" ? value <= bound : value >= bound);
}

function textTest({ field, operator, value }: Extract<Condition, { field: "merchantName" | "description" | "notes" }>) {
  if (operator === "matches") {
    const program = compiled(value);
    return (subject: Subject, work: Work): boolean | undefined => {
      const text = subject[field]?.slice(0, MAX_MATCHED);
      if (text === undefined || !program) return false;
      work.left -= (text.length + 1) * program.size;
      return work.left < 0 ? undefined : program.expression.matcher(text).find();
    };
  }
  const sought = folded(value);
  return (subject: Subject): boolean => {
    const text = subject[field];
    if (text === null) return false;
    const given = folded(text);
    if (operator === "is") return given === sought;
    if (operator === "contains") return given.includes(sought);
    return operator === "starts_with" ? given.startsWith(sought) : given.endsWith(sought);
  };
}

/** Each rule asks for the texts of a transaction again, so those that were folded last are kept. */
const foldedLast = new Map<string, string>();
const MAX_FOLDED = 10;

function folded(text: string): string {
  const known = foldedLast.get(text);
  if (known !== undefined) return known;
  if (foldedLast.size === MAX_FOLDED) foldedLast.clear();
  const made = text.normalize("NFKC").toLowerCase().trim();
  foldedLast.set(text, made);
  return made;
}

/** Rows that actions name and that are there, by which an action whose row is gone is left out. */
export type Named = ReadonlySet<string>;

export interface Outcome {
  /** The columns that change. */
  set: Columns;
  /** How many of the rules the transaction meets. */
  met: number;
  /** The places of those that were left out, because they would have taken more than their part of the work. */
  skipped: number[];
}

/**
 * What these rules make of a transaction. The rules are in order; the first that sets a column decides it, and each sees the transaction
 * as it was, whatever another makes of it. Notes are added below each other, each once. Each rule may take its part of the work that is
 * left to it and those behind it; one that takes more is left out, and those behind it are asked all the same.
 */
export function outcomeOf(
  rules: readonly (Pick<Rule, "actions"> & { test: ReturnType<typeof testOf> })[],
  transaction: Subject & Required<Columns> & { isSplit?: boolean },
  named: Named,
  work: Work,
): Outcome {
  const set: Columns = {};
  const skipped: number[] = [];
  let met = 0;
  for (const [place, { test, actions }] of rules.entries()) {
    const part = { left: work.left / (rules.length - place) };
    const before = part.left;
    const isMet = test(transaction, part);
    work.left -= before - Math.max(0, part.left);
    if (isMet === undefined) skipped.push(place);
    if (!isMet) continue;
    met++;
    for (const action of actions) act(set, action, transaction, named);
  }
  const changes = Object.entries(set).filter(([key, value]) => value !== transaction[key as keyof Columns]);
  return { set: Object.fromEntries(changes), met, skipped };
}

function act(
  set: Columns,
  action: Actions[number],
  { notes, isSplit }: Pick<Subject, "notes"> & { isSplit?: boolean },
  named: Named,
): void {
  switch (action.type) {
    case "set_category":
      // What a split transaction is for its splits say.
      if (!isSplit && named.has(action.budgetCategoryId.toLowerCase()))
        set.budgetCategoryId ??= action.budgetCategoryId.toLowerCase();
      break;
    case "set_vendor":
      if (named.has(action.vendorId.toLowerCase())) set.vendorId ??= action.vendorId.toLowerCase();
      break;
    case "rename_merchant":
      set.merchantName ??= action.merchantName;
      break;
    case "add_note": {
      const before = set.notes ?? notes ?? "";
      if (`\n${before}\n`.includes(`\n${action.note}\n`)) break;
      const after = before === "" ? action.note : `${before}\n${action.note}`;
      if (after.length <= MAX_NOTES) set.notes = after;
    }
  }
}

/** The most characters that the notes of a transaction hold. */
const MAX_NOTES = 5_000;
