import * as Exchanges from "#core/cortex/chat/exchanges";
import { hashOf } from "#core/cortex/chat/kinds";
import { knownToTests, made } from "#testing/known";

const argumentsHash = hashOf({
  operation: "household.shopping-items.create",
  arguments: { name: "stamps", quantity: null, unit: null },
});

export default knownToTests({
  bundle: { kilobytes: 175, why: "it adds tasks, things to buy and moods, and reads what is to be added" },
  row: async (life, person) => {
    const conversationId = await made(life, "insert into conversations (user_id) values ($1) returning id", [
      person.userId,
    ]);
    const asking = life.as({ ...person, scopes: undefined });
    const { approvals } = await Exchanges.send(asking, conversationId, { content: "buy stamps" });
    return approvals[0]!.id;
  },
  operations: { approve: { body: async () => ({ argumentsHash }) } },
});
