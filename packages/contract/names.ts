/** Names of components of the contract. */
import { singular } from "#kit/crud";

/** `medical-entries` → `MedicalEntries`, `householdId` → `HouseholdId`, `invalid_input` → `InvalidInput` */
export const pascal = (words: string): string =>
  words
    .split(/[-_]/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");

/** The verbs that answer with the row itself, or rows. */
const OF_THE_ROW = new Set(["list", "get", "create", "update"]);

/** `finance.transactions.get` → FinanceTransaction; other verbs become part of the name. */
export function componentName(operation: string): string {
  const [, , verb] = operation.split(".") as [string, string, string];
  return rowName(operation) + (OF_THE_ROW.has(verb) ? "" : pascal(verb));
}

/** The name of the rows of an operation's resource: `finance.transactions.changes` → FinanceTransaction. */
export function rowName(operation: string): string {
  const [pillar, resource] = operation.split(".") as [string, string];
  return pascal(pillar) + pascal(singular(resource));
}
