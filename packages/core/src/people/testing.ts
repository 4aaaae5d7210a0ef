import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "people.contact.merged": PERSON,
    "people.contact.unmerged": PERSON,
    "people.duplicate.dismissed": PERSON,
    "people.duplicate.reopened": PERSON,
    "people.duplicate.wanted": PERSON,
  },
  nothingFollows: {
    "people.contact.merged": "its references are moved by the same transaction",
    "people.contact.unmerged": "its references are moved back by the same transaction",
    "people.duplicate.found": "whether two are one is up to the person",
    "people.duplicate.dismissed": "it is the end of the story",
    "people.duplicate.reopened": "it is the end of the story",
  },
  rows: {
    contact_duplicates: async (life, person) => {
      const contact = () =>
        made(life, "insert into contacts (user_id, name) values ($1, 'Grace Hopper') returning id", [person.userId]);
      return made(
        life,
        `insert into contact_duplicates (user_id, contact_id, other_id, score, reasons) values ($1, $2, $3, 0.9, '["same_name"]') returning id`,
        [person.userId, await contact(), await contact()],
      );
    },
  },
  seeded: { contacts: 4 },
  attacks: async (victim, idOf) => {
    await idOf("contacts", victim);
    return {
      my_contacts_reached_by: {
        calls: [
          [
            "select count(*)::int from my_contacts_reached_by((select array_agg(k) from contacts, unnest(email_keys || phone_keys) k))",
          ],
        ],
        comes: [0],
      },
    };
  },
});
