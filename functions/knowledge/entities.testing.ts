import { randomUUID } from "node:crypto";
import type { Harness } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

/** An entity of a name that no other one has. */
export const entity = (life: Harness, { userId }: { userId: string }): Promise<string> =>
  made(life, "insert into entities (user_id, kind, name, normalized_name) values ($1, 'person', $2, $2) returning id", [
    userId,
    `grace ${randomUUID()}`,
  ]);

export default knownToTests({
  names: { otherId: "entities" },
  bundle: {
    kilobytes: 152,
    why: "it compares names in the scripts of the world, walks through what is around one, and merges two",
  },
  deletedForGood: "it is found anew in what it was found in, once its name is not ignored any more",
  operations: {
    list: { flights: { most: 2, why: "its links are counted once it is known of which rows there are any" } },
    merge: { body: async (life, person) => ({ otherId: await entity(life, person) }) },
    neighbours: {
      unpaged: { has: ["limit"], why: "a graph of more than 200 nodes is no use to anybody; each can be walked to" },
    },
    remove: { flights: { most: 2, why: "its names are read before it goes, since they are remembered" } },
  },
});
