import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "operations/users/:userId": async (life) => `operations/users/${(await unwrap(life.identity.me.get())).id}`,
  "operations/workflow-runs/:run": async (life) => {
    const { data } = await unwrap(life.admin.workflowRuns.list({ params: { query: { limit: 1 } } }));
    return `operations/workflow-runs/${encodeURIComponent(data[0]!.id)}`;
  },
  "operations/dead-letters/:deadLetterId": async (life) => {
    const { data } = await unwrap(life.admin.deadLetters.list({ params: { query: { limit: 1 } } }));
    return `operations/dead-letters/${data[0]!.id}`;
  },
  "operations/webhook-deliveries/:deliveryId": async (life) => {
    const { data } = await unwrap(life.admin.webhookDeliveries.list({ params: { query: { limit: 1 } } }));
    return `operations/webhook-deliveries/${data[0]!.id}`;
  },
  "operations/system-config/:key": async () => "operations/system-config/RATE_LIMITS",
} satisfies Pictures;
