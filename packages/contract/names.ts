/** What components of the contract are called. */
import { singular } from "#kit/crud";

/** `medical-entries` → `MedicalEntries`, `householdId` → `HouseholdId`, `invalid_input` → `InvalidInput` */
export const pascal = (words: string): string =>
  words
    .split(/[-_]/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");

/** The verbs whose answer is the row itself, or rows. */
const OF_THE_ROW = new Set(["list", "get", "create", "update"]);

/** `finance.transactions.get` → FinanceTransaction; verbs of their own are part of the name. */
export function componentName(operation: string): string {
  const [, , verb] = operation.split(".") as [string, string, string];
  return rowName(operation) + (OF_THE_ROW.has(verb) ? "" : pascal(verb));
}

/** What the rows of an operation's resource are called: `finance.transactions.changes` → FinanceTransaction. */
export function rowName(operation: string): string {
  const [pillar, resource] = operation.split(".") as [string, string];
  return pascal(pillar) + pascal(singular(resource));
}
