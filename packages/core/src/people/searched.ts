/** What of people the search finds: their names. Numbers, addresses and notes are encrypted. */
import { searched } from "#core/knowledge/search/searched";

export const contacts = searched({
  type: "contact",
  table: "contacts",
  title: "name",
  texts: ["matrix_id", "mastodon_handle"],
  at: ["created_at"],
});
