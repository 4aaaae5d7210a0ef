import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

const contact = (life: Parameters<typeof made>[0], userId: string) =>
  made(life, "insert into contacts (user_id, name) values ($1, 'Grace Hopper') returning id", [userId]);

export default pillarKnownToTests({
  begins: {
    "people.contact.merged": PERSON,
    "people.contact.unmerged": PERSON,
    "people.duplicate.dismissed": PERSON,
    "people.duplicate.reopened": PERSON,
    "people.duplicate.wanted": PERSON,
    "people.interaction.logged": PERSON,
  },
  states: ["neglected", "near", "birthday_near"],
  causedElsewhere: {
    "people.contact.neglected": "functions/people/dates.test.ts, in which days end",
    "people.contact.birthday_near": "functions/people/dates.test.ts, in which days end",
    "people.contact_date.near": "functions/people/dates.test.ts, in which days end",
  },
  nothingFollows: {
    "people.contact.merged": "its references are moved by the same transaction",
    "people.contact.unmerged": "its references are moved back by the same transaction",
    "people.duplicate.found": "whether two are one is up to the person",
    "people.duplicate.dismissed": "it is the end of the story",
    "people.duplicate.reopened": "it is the end of the story",
    "people.interaction.logged": "what it changes of its contact and its day is changed with it",
  },
  rows: {
    contact_duplicates: async (life, { userId }) =>
      made(
        life,
        `insert into contact_duplicates (user_id, contact_id, other_id, score, reasons) values ($1, $2, $3, 0.9, '["same_name"]') returning id`,
        [userId, await contact(life, userId), await contact(life, userId)],
      ),
    contact_relations: async (life, { userId }) =>
      made(
        life,
        "insert into contact_relations (user_id, contact_id, related_id, kind) values ($1, $2, $3, 'friend') returning id",
        [userId, await contact(life, userId), await contact(life, userId)],
      ),
  },
  seeded: { contacts: 4, contact_relations: 2, contact_dates: 2, interactions: 4 },
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
      // It does not access rows.
      date_comes: { calls: [["select date_comes('--02-29', true, '2026-03-01')::text"]], comes: ["2027-02-28"] },
      recount_contact_days: { calls: [["select recount_contact_days() is null"]], comes: [true] },
    };
  },
});
