import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
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
