/** What of habits and routines the search finds. */
import { ofEach, searched } from "#core/knowledge/search/searched";

export const habits = searched({
  type: "habit",
  table: "habits",
  title: "name",
  texts: ["description"],
  at: ["created_at"],
});
export const routines = searched({
  type: "routine",
  table: "routines",
  title: "name",
  texts: [ofEach("activities", "title")],
  at: ["created_at"],
});
