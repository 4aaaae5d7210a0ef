import { create, merge } from "#functions/people/contacts";
import { knownToTests } from "#testing/known";

export default knownToTests({
  names: { intoId: "contacts", otherId: "contacts" },
  row: async (life, as) => {
    const contact = async () => (await life.call(create, { as, body: { name: "Grace" } })).body.id as string;
    const params = { contactId: await contact() };
    return (await life.call(merge, { as, params, body: { otherId: await contact() } })).body.id;
  },
});
