import { merge } from "#functions/knowledge/entities";
import { entity } from "#functions/knowledge/entities.testing";
import { knownToTests } from "#testing/known";

export default knownToTests({
  names: { intoId: "entities", otherId: "entities" },
  row: async (life, as) => {
    const params = { entityId: await entity(life, as) };
    return (await life.call(merge, { as, params, body: { otherId: await entity(life, as) } })).body.id;
  },
});
