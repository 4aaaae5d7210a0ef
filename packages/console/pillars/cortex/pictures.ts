import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "cortex/email-drafts/:emailDraftId": async (life) => {
    const body = { toAddresses: ["grace@example.com"], subject: "Tuesday", bodyText: "Tuesday at ten works." };
    const { id } = await unwrap(life.cortex.emailDrafts.create({ body }));
    return `cortex/email-drafts/${id}`;
  },
  "cortex/correlations/:correlationId": async (life) => {
    const { data } = await unwrap(life.cortex.correlations.list({ params: { query: { limit: 1 } } }));
    return `cortex/correlations/${data[0]!.id}`;
  },
  "cortex/insights/:insightId": async (life) => {
    const { data } = await unwrap(life.cortex.insights.list({ params: { query: { limit: 1 } } }));
    return `cortex/insights/${data[0]!.id}`;
  },
  "cortex/conversations/:conversationId": async (life) => {
    const { id } = await unwrap(life.cortex.conversations.create({ body: {} }));
    const params = { path: { conversationId: id } };
    for (const content of ["What is on tomorrow?", "Add task: call Ben tomorrow"])
      await unwrap(life.cortex.messages.send({ params, body: { content } }));
    return `cortex/conversations/${id}`;
  },
} satisfies Pictures;
