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
  row: entity,
  operations: { merge: { body: async (life, person) => ({ otherId: await entity(life, person) }) } },
});
