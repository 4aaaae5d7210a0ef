import type { Harness, Person } from "#testing/harness";
import { knownToTests, made } from "#testing/known";

const said = (life: Harness, { userId }: Person, conversationId: string) =>
  made(
    life,
    "insert into messages (user_id, conversation_id, role, content) values ($1, $2, 'user', 'What can you do?') returning id",
    [userId, conversationId],
  );

export default knownToTests({
  bundle: { kilobytes: 430, why: "it answers from every pillar, reads dates in words, searches, and asks models" },
  row: (life, person, above) => said(life, person, above.conversationId!),
  operations: {
    send: {
      body: async () => ({ content: "What can you do?" }),
      checkedOtherwise: {
        "/parentId(0)":
          "it has to be an answer of the same conversation; functions/cortex/chat.test.ts tries another's",
      },
      flights: {
        most: 4,
        why: "the conversation, at most two for what the answer is made of, and both messages at once",
      },
    },
    regenerate: {
      flights: { most: 4, why: "the conversation, at most two for what the answer is made of, and the answer" },
    },
  },
});
