import { knownToTests, made } from "#testing/known";

export default knownToTests({
  bundle: { kilobytes: 195, why: "it asks models, speaks to a service that delivers mail, and tells languages apart" },
  outOfReach: { email_drafts_sent_check: "what was sent and when is said by what sends it" },
  operations: {
    create: { flights: { most: 2, why: "it reads the mail that it answers" } },
    send: {
      flights: { most: 3, why: "settings of the service that delivers mail are read once a minute" },
      cannotSucceed: { status: 503, why: "no key of a service that delivers mail is configured" },
    },
    write: {
      before: async (life, { emailDraftId }) => {
        const [draft] = await life.database.query<{ user_id: string }>(
          "select user_id from email_drafts where id = $1",
          [emailDraftId],
        );
        const emailId = await made(
          life,
          "insert into inbound_emails (user_id, message_id, sender, recipient, subject, body_text) values ($1, '<' || gen_random_uuid() || '@example.com>', 'Grace <grace@example.com>', 'me@example.com', 'Tuesday', 'Does Tuesday work?') returning id",
          [draft!.user_id],
        );
        // Without a version of its own, which the example names.
        await life.database.query("update email_drafts set in_reply_to_email_id = $2, version = null where id = $1", [
          emailDraftId,
          emailId,
        ]);
      },
    },
  },
});
