import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

/** Another contact, whom somebody may be something to. */
const another = (life: Harness, { userId }: Person) =>
  made(life, "insert into contacts (user_id, name) values ($1, 'Ada') returning id", [userId]);

const looksFirst = { most: 2, why: "whose contacts they are is looked at first" };

export default knownToTests({
  row: async (life, person, { contactId }) =>
    made(
      life,
      "insert into contact_relations (user_id, contact_id, related_id, kind) values ($1, $2, $3, 'friend') returning id",
      [person.userId, contactId, await another(life, person)],
    ),
  operations: {
    list: { unpaged: { has: ["nextCursor"], why: "a contact has at most two hundred" } },
    create: { flights: looksFirst, body: async (life, person) => ({ relatedId: await another(life, person) }) },
    restore: { flights: { most: 2, why: "the name of the other contact is looked up" } },
  },
});
