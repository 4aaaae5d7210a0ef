/** What of people who are looked after the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const dependents = searched({
  type: "dependent",
  table: "dependents",
  title: "name",
  texts: [],
  at: ["created_at"],
});
