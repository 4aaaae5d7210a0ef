/** What of health the search finds: nothing of what is encrypted, which is all that is medical. */
import { ofEach, searched } from "#core/knowledge/search/searched";

export const workouts = searched({
  type: "workout",
  table: "workouts",
  title: "name",
  texts: [ofEach("exercises", "name")],
  tags: "smart_tags",
  at: ["created_at"],
});
export const ownExercises = searched({
  type: "own_exercise",
  table: "own_exercises",
  title: "name",
  texts: [],
  at: ["created_at"],
});
export const meals = searched({ type: "meal", table: "meals", title: "name", texts: [], at: ["eaten_at"] });
