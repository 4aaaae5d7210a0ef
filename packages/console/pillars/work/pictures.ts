import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "work/tasks/:taskId": async (life) => {
    const { data } = await unwrap(life.work.tasks.list({ params: { query: { limit: 1 } } }));
    return `work/tasks/${data[0]!.id}`;
  },
} satisfies Pictures;
