/** What rules are made of: what of a transaction is looked at, how it is compared, and what is done then. */
import type { RowOf } from "#console/data/list.ts";
import { today } from "#console/words/format.ts";

export type Rule = RowOf<"finance.rules.list">;
export type Conditions = Rule["conditions"];
export type Condition = Conditions["conditions"][number];
export type Field = Condition["field"];
export type Operator = Condition["operator"];
export type Action = Rule["actions"][number];

export const FIELDS = [
  "merchantName",
  "description",
  "notes",
  "amountCents",
  "date",
  "account",
  "currency",
] as const satisfies readonly Field[];

const ofText = ["contains", "is", "starts_with", "ends_with", "matches"] as const;
const ofAmount = ["is", "at_least", "at_most", "between"] as const;
const ofId = ["is"] as const;

/** How a field can be compared. */
export const operatorsOf = (field: Field): readonly Operator[] =>
  ({
    merchantName: ofText,
    description: ofText,
    notes: ofText,
    amountCents: ofAmount,
    date: ofAmount,
    account: ofId,
    currency: ofId,
  })[field];

export const ACTIONS = [
  "set_category",
  "rename_merchant",
  "set_vendor",
  "add_note",
] as const satisfies readonly Action["type"][];

/** The most of each that a rule can have. */
export const MOST_CONDITIONS = 20;
export const MOST_ACTIONS = 4;

/** A condition on the field, before anything was said about it. */
export function conditionOn(field: Field, currency: string): Condition {
  switch (field) {
    case "amountCents":
      return { field, operator: "is", value: 0 };
    case "date":
      return { field, operator: "at_least", value: today() };
    case "account":
      return { field, operator: "is", accountId: "" };
    case "currency":
      return { field, operator: "is", value: currency };
    default:
      return { field, operator: "contains", value: "" };
  }
}

/** The same condition compared in another way; of two bounds the first stays. */
export function compared(condition: Condition, operator: string): Condition {
  const { field } = condition;
  const wanted = operatorsOf(field).find((one) => one === operator);
  if (wanted === undefined || field === "account" || field === "currency") return condition;
  if (field === "amountCents") {
    const [value, upTo] = condition.operator === "between" ? condition.values : [condition.value, condition.value];
    if (wanted === "between") return { field, operator: wanted, values: [value ?? 0, upTo ?? 0] };
    return { field, operator: wanted as "is", value: value ?? 0 };
  }
  if (field === "date") {
    const [value, upTo] = condition.operator === "between" ? condition.values : [condition.value, condition.value];
    if (wanted === "between") return { field, operator: wanted, values: [value ?? today(), upTo ?? today()] };
    return { field, operator: wanted as "is", value: value ?? today() };
  }
  return { field, operator: wanted as "is", value: condition.value };
}

/** What is done, before it was said with what. */
export function actionOf(type: string): Action {
  switch (type) {
    case "rename_merchant":
      return { type, merchantName: "" };
    case "set_vendor":
      return { type, vendorId: "" };
    case "add_note":
      return { type, note: "" };
    default:
      return { type: "set_category", budgetCategoryId: "" };
  }
}

/** Whether nothing is left to be said. */
export const isComplete = (conditions: Conditions, actions: readonly Action[]): boolean =>
  conditions.conditions.length > 0 && actions.length > 0 && [...conditions.conditions, ...actions].every(isSaid);

const isSaid = (part: Condition | Action): boolean =>
  Object.values(part).every((value: unknown) => value !== "" && !(Array.isArray(value) && value.includes("")));
