/** How often an operation may ask the database: what its request waits for. */
import type { Endpoint } from "#kit/endpoint";
import type { Known } from "#testing/known";
import type { Found } from "./discover.ts";

/** Plain requests, which take one flight; any other takes two. */
export const PLAIN = ["list", "get", "create", "update", "remove", "restore", "changes"];

/** The flights that any request to an operation takes at most: those of its kind, or what stands beside its resource. */
export function flightsAllowed(
  { name, exportName }: Pick<Found<Endpoint>, "name" | "exportName">,
  { operations }: Known,
): number {
  return operations.get(name)?.flights?.most ?? (PLAIN.includes(exportName) ? 1 : 2);
}
