import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "rhythm/routines/:routineId": async (life) => {
    const { data } = await unwrap(life.rhythm.routines.list({ params: { query: { limit: 1 } } }));
    return `rhythm/routines/${data[0]!.id}`;
  },
  "rhythm/habits/:habitId": async (life) => {
    const { data } = await unwrap(life.rhythm.habits.list({ params: { query: { limit: 1 } } }));
    return `rhythm/habits/${data[0]!.id}`;
  },
} satisfies Pictures;
