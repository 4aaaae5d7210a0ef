import { ANSWER, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "platform.notification.answered": ANSWER,
    "platform.notification.read": ANSWER,
  },
  nothingFollows: {
    "platform.notification.sent": "the person reads it; what they answer is an event of its own",
    "platform.notification.read": "nothing more is to be told to whoever has read it",
  },
  later: async (ask) => {
    const [question] = (await ask("platform.notifications.list")).data;
    await ask("platform.notifications.answer", { value: 4 }, { notificationId: question.id });
  },
  follows: [["platform.notification.answered", "platform.notification.sent"]],
  keyedOtherwise: ["access_revisions", "idempotency_keys", "outbox", "unshared_rows"],
  seeded: { notifications: 3, events: 3 },
  uses: { "packages/core/src/platform/delivery/forward.ts": "workflows" },
  importsOnly: {
    "functions/platform/consumers.ts": {
      use: "queues",
      why: "the consumer of dead letters only derives consumers from names of queues; it sends nothing",
    },
  },
  neverAllowed: {
    "old values of events": "select previous from events",
    "where requests came from": "select ip, request_id from events",
    events: "update events set payload = '{}'",
    "events by deleting them": "delete from events",
    "audit logs": "delete from audit_logs",
    "what is seen of the outbox": "delete from outbox",
    configuration: "select * from system_config",
    "the history of configuration": "select * from system_config_history",
    "the inbox": "select * from consumer_inbox",
    caches: "select * from cache_entries",
  },
  seededEvents: ["platform.notification.sent"],
  unsearched: { notifications: "they tell of something that is found itself" },
});
