/** How many flights (round trips to the database) a request to an operation may take. */
import type { Endpoint } from "#kit/endpoint";
import type { Known } from "#testing/known";
import type { Found } from "./discover.ts";

/** Verbs whose requests take one flight at most; all others may take two. */
export const ONE_FLIGHT_VERBS = ["list", "get", "create", "update", "remove", "restore", "changes"];

/** The most flights of a request to an operation: the exception in its resource's `testing.ts`, or else the limit of its verb. */
export function flightsAllowed(
  { name, exportName }: Pick<Found<Endpoint>, "name" | "exportName">,
  { operations }: Known,
): number {
  return operations.get(name)?.flights?.most ?? (ONE_FLIGHT_VERBS.includes(exportName) ? 1 : 2);
}
