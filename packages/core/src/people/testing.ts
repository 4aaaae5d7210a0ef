import { made } from "#testing/known";
import { PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: { "people.interaction.logged": PERSON },
  states: ["neglected", "near", "birthday_near"],
  causedElsewhere: {
    "people.contact.neglected": "functions/people/dates.test.ts, in which days end",
    "people.contact.birthday_near": "functions/people/dates.test.ts, in which days end",
    "people.contact_date.near": "functions/people/dates.test.ts, in which days end",
  },
  nothingFollows: {
    "people.interaction.logged": "what it changes of its contact and its day is changed with it",
  },
  rows: {
    contact_relations: async (life, person) => {
      const contact = () =>
        made(life, "insert into contacts (user_id, name) values ($1, 'Ada') returning id", [person.userId]);
      return made(
        life,
        "insert into contact_relations (user_id, contact_id, related_id, kind) values ($1, $2, $3, 'friend') returning id",
        [person.userId, await contact(), await contact()],
      );
    },
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
