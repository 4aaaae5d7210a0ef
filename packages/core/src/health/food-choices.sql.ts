/** Which food of the table a person means by a name, as they have said once. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const foodChoices = owned(
  "food_choices",
  {
    /** As it was written. */
    name: text(300).notNull(),
    /** What of it is compared: words in the singular, without case and accents. */
    nameKey: text(300).notNull(),
    foodId: text(5).notNull(),
    ...versioned(),
  },
  (t) => [index("food_choices_user").on(t.userId, sql`id`), unique("food_choices_unique").on(t.userId, t.nameKey)],
  { private: true, deletedForGood: "another choice replaces it, and none is what the table says" },
);
