import { knownToTests, made } from "#testing/known";

export default knownToTests({
  names: { activeLeafId: "messages" },
  operations: {
    putActiveLeaf: {
      body: async (life, { userId }) => {
        const conversationId = await newest(life, userId);
        return { messageId: await said(life, userId, conversationId) };
      },
    },
    fork: {
      body: async (life, { userId }) => {
        const conversationId = await newest(life, userId);
        return { messageId: await said(life, userId, conversationId) };
      },
    },
  },
});

type Life = Parameters<typeof made>[0];

const newest = (life: Life, userId: string) =>
  made(
    life,
    `with there as (select id from conversations where user_id = $1 and deleted_at is null order by id desc limit 1),
      made as (insert into conversations (user_id) select $1 where not exists (select from there) returning id)
    select id from there union all select id from made`,
    [userId],
  );

const said = (life: Life, userId: string, conversationId: string) =>
  made(
    life,
    "insert into messages (user_id, conversation_id, role, content) values ($1, $2, 'user', 'Hello') returning id",
    [userId, conversationId],
  );
