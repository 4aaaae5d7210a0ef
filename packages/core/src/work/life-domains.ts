/** The areas of a life, and the template that a person may start from. */
import { and, eq, inArray } from "drizzle-orm";
import { LifeDomainEvents } from "#core/work/events";
import { lifeDomains } from "#core/work/life-domains.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { rowsRead } from "#kit/rows";
import type { Row } from "#kit/wire";

/** Eight areas to begin with; each is the person's own afterwards. Icons are names of the Lucide set. */
export const TEMPLATE = [
  { slug: "client-work", kind: "client_work", name: "Client work", color: "#2563EB", icon: "briefcase" },
  { slug: "software", kind: "software", name: "Software", color: "#7C3AED", icon: "code" },
  { slug: "side-projects", kind: "side_project", name: "Side projects", color: "#F59E0B", icon: "rocket" },
  { slug: "life-admin", kind: "life_admin", name: "Life admin", color: "#64748B", icon: "clipboard-list" },
  { slug: "modeling", kind: "modeling", name: "Modeling", color: "#EC4899", icon: "camera" },
  { slug: "escort", kind: "escort", name: "Escort", color: "#DC2626", icon: "heart" },
  { slug: "content", kind: "content", name: "Content", color: "#00B8D4", icon: "clapperboard" },
  { slug: "physical", kind: "physical", name: "Physical", color: "#16A34A", icon: "dumbbell" },
] as const;

/**
 * Adds what the person lacks of the template and answers with all of it, in the template's order. A domain whose slug is in
 * use stays as it is, so doing it twice changes nothing.
 */
export async function startFromTemplate(ctx: Ctx): Promise<Row<typeof lifeDomains>[]> {
  const made = TEMPLATE.map((domain, sortOrder) =>
    insert(
      ctx,
      lifeDomains,
      { ...domain, sortOrder },
      {
        emits: { event: LifeDomainEvents.created },
        onConflict: "nothing",
      },
    ),
  );
  const slugs = TEMPLATE.map(({ slug }) => slug as string);
  const ours = and(eq(lifeDomains.userId, ctx.actor.userId), inArray(lifeDomains.slug, slugs));
  const results = await ctx.db.batch([...made, rowsRead(lifeDomains, ours, { limit: slugs.length })]);
  const domains = results.at(-1) as Row<typeof lifeDomains>[];
  return domains.toSorted((a, b) => slugs.indexOf(a.slug) - slugs.indexOf(b.slug));
}
