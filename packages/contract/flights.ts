/** How often an operation may ask the database: what its request waits for. */
import type { Endpoint } from "#kit/endpoint";
import type { Found } from "./discover.ts";

/** Plain requests, which take one flight. */
export const PLAIN = ["list", "get", "create", "update", "remove", "restore", "changes"];

/** What is called like a plain request and may need a second flight, and what for. */
export const SECOND_FLIGHT: Record<string, string> = {
  "household.aliases.create": "it reads the vendor, which says whose household the spelling is for",
  "household.aliases.remove": "it reads the vendor, to tell what is not there from what may not be changed",
  "identity.invites.create":
    "it reads the household when it is refused, to tell what is not there from what may not be changed",
  "rhythm.routines.create":
    "it reads the time zone of the profile when none is given, because the first time due follows from it",
  "identity.grants.remove": "it reads the grant, because the event of a deleted row would keep who has the address",
  "rhythm.routines.update":
    "when the rule or the time zone changes it reads both, because the next time due follows from them",
  "platform.dashboard.get": "it keeps the snapshot that it had to make; the next request finds it",
};

/** What may need more than two, and what for: at most how many. */
export const MORE_FLIGHTS: Record<string, { flights: number; why: string }> = {
  "work.tasks.batch": {
    flights: 89,
    why: "one that refuses nothing takes two; each of the up to ten operations that only the database can refuse is found by halving the batch, in at most seven, and the others are tried again",
  },
};

/** The flights that any request to an operation takes at most. */
export function flightsAllowed({ name, exportName }: Pick<Found<Endpoint>, "name" | "exportName">): number {
  return MORE_FLIGHTS[name]?.flights ?? (PLAIN.includes(exportName) && !SECOND_FLIGHT[name] ? 1 : 2);
}
