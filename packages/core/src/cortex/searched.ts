/** What of insights the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const insights = searched({
  type: "insight",
  table: "insights",
  title: "title",
  texts: ["body"],
  at: ["created_at"],
});

export const patterns = searched({
  type: "pattern",
  table: "patterns",
  title: "description",
  texts: [],
  at: ["last_seen_at"],
});
