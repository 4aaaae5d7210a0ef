import { randomUUID } from "node:crypto";
import { hashOf } from "#core/cortex/chat/proposing";
import { knownToTests, made } from "#testing/known";

const proposal = {
  operation: "household.shopping-items.create",
  arguments: { name: "Milk", quantity: null, unit: null },
};
export const argumentsHash = hashOf(proposal);

export default knownToTests({
  row: async (life, { userId }) => {
    const conversationId = await made(life, "insert into conversations (user_id) values ($1) returning id", [userId]);
    const messageId = await made(
      life,
      "insert into messages (user_id, conversation_id, role, content, made_by) values ($1, $2, 'assistant', 'Shall I?', 'rules') returning id",
      [userId, conversationId],
    );
    return made(
      life,
      "insert into tool_approvals (id, user_id, conversation_id, message_id, operation, arguments, arguments_hash, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
      [
        randomUUID(),
        userId,
        conversationId,
        messageId,
        proposal.operation,
        JSON.stringify(proposal.arguments),
        argumentsHash,
        new Date(life.now().getTime() + 86_400_000).toISOString(),
      ],
    );
  },
  operations: { approve: { body: async () => ({ argumentsHash }) } },
});
