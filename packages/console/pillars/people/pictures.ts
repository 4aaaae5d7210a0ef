import { unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

export default {
  "people/contacts/:contactId": async (life) => {
    const { data } = await unwrap(life.people.contacts.list({ params: { query: { limit: 1 } } }));
    return `people/contacts/${data[0]!.id}`;
  },
  "people/contacts/:contactId/merge/:otherId": async (life) => {
    const { data } = await unwrap(life.people.contacts.list({ params: { query: { limit: 2 } } }));
    return `people/contacts/${data[0]!.id}/merge/${data[1]!.id}`;
  },
} satisfies Pictures;
