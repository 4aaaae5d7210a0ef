/** What of insights the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const insights = searched({
  type: "insight",
  table: "insights",
  title: "title",
  texts: ["body"],
  at: ["created_at"],
});
