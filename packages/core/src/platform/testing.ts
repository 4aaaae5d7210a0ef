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
});
