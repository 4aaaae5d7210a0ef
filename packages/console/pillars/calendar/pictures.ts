import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "calendar/events/:eventId": async (life) => {
    const { data } = await unwrap(life.calendar.events.list({ params: { query: { q: "Choir", limit: 1 } } }));
    return `calendar/events/${data[0]!.id}`;
  },
} satisfies Pictures;
