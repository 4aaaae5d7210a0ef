/** What of mail the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const emails = searched({
  type: "email",
  table: "inbound_emails",
  title: "subject",
  texts: ["sender", "body_text"],
  at: ["created_at"],
});
