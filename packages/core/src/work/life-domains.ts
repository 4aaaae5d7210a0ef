/** Life domains, and the templates of them that a person may start from. */

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import { LifeDomainEvents } from "#core/work/events";
import { lifeDomains } from "#core/work/life-domains.sql";
import { workFields, workRefusals } from "#core/work/sayings";
import { insertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { AlreadyExists, type Refusals, wrong } from "#kit/problem";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

interface TemplateDomain {
  slug: string;
  kind: string;
  name: string;
  /** sRGB as `#RRGGBB`. */
  color: string;
  /** A name in the Lucide icon set. */
  icon: string;
}

/** Templates with domains to start from, which belong to the person afterwards. */
export const TEMPLATES = {
  everyday: [
    { slug: "home", kind: "home", name: "Home", color: "#F59E0B", icon: "house" },
    { slug: "family", kind: "family", name: "Family", color: "#EC4899", icon: "users" },
    { slug: "work", kind: "work", name: "Work", color: "#2563EB", icon: "briefcase" },
    { slug: "money", kind: "money", name: "Money", color: "#64748B", icon: "wallet" },
    { slug: "health", kind: "health", name: "Health", color: "#16A34A", icon: "heart-pulse" },
    { slug: "learning", kind: "learning", name: "Learning", color: "#7C3AED", icon: "graduation-cap" },
    { slug: "friends", kind: "friends", name: "Friends", color: "#00B8D4", icon: "smile" },
  ],
  freelance: [
    { slug: "client-work", kind: "client_work", name: "Client work", color: "#2563EB", icon: "briefcase" },
    { slug: "software", kind: "software", name: "Software", color: "#7C3AED", icon: "code" },
    { slug: "side-projects", kind: "side_project", name: "Side projects", color: "#F59E0B", icon: "rocket" },
    { slug: "life-admin", kind: "life_admin", name: "Life admin", color: "#64748B", icon: "clipboard-list" },
    { slug: "modeling", kind: "modeling", name: "Modeling", color: "#EC4899", icon: "camera" },
    { slug: "escort", kind: "escort", name: "Escort", color: "#DC2626", icon: "heart" },
    { slug: "content", kind: "content", name: "Content", color: "#00B8D4", icon: "clapperboard" },
    { slug: "physical", kind: "physical", name: "Physical", color: "#16A34A", icon: "dumbbell" },
  ],
} as const satisfies Record<string, readonly TemplateDomain[]>;

export const TemplateName = z.enum(["everyday", "freelance"]);
export type TemplateName = z.infer<typeof TemplateName>;

/**
 * Adds the domains of a template that the person lacks and returns all of it, in the template's order. A domain whose slug is in
 * use stays as it is, so a repetition changes nothing.
 */
export async function startFromTemplate(ctx: Ctx, name: TemplateName): Promise<Row<typeof lifeDomains>[]> {
  const template: readonly TemplateDomain[] = TEMPLATES[name];
  const made = insertMany(
    ctx,
    lifeDomains,
    template.map((domain, sortOrder) => ({ ...domain, sortOrder })),
    { emits: { event: LifeDomainEvents.created }, onConflict: "nothing" },
  );
  const slugs = template.map(({ slug }) => slug);
  const ours = and(eq(lifeDomains.userId, ctx.actor.userId), inArray(lifeDomains.slug, slugs));
  const [, domains] = await ctx.db.batch([made, rowsRead(lifeDomains, ours, { limit: slugs.length })]);
  return domains.toSorted((a, b) => slugs.indexOf(a.slug) - slugs.indexOf(b.slug));
}

export const refusals: Refusals = {
  life_domains_slug: () =>
    AlreadyExists(workRefusals("slug_taken"), {
      errors: [wrong("#/slug", workFields("slug_of_another"))],
    }),
};

/** A new domain with what follows from its name: an unused slug, and a kind. */
export function withDerived<B extends { name: string; slug?: string; kind?: string }>(body: B) {
  const word = slugOf(body.name);
  return { ...body, slug: body.slug ?? freeSlug(word), kind: body.kind ?? body.slug ?? word };
}

const MAX_SLUG = 60;
const LETTERS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th", ð: "d", ı: "i" };

/** The slug of a name: `Café & Küche` → `cafe-kuche`; `domain` for a name without a Latin letter or digit. */
export function slugOf(name: string): string {
  const latin = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøđłþðı]/g, (letter) => LETTERS[letter]!);
  // Leaves room for the number that distinguishes equal names.
  const slug = latin.replace(/[^a-z0-9]+/g, "-").slice(0, MAX_SLUG - 4);
  return slug.replace(/^-+|-+$/g, "") || "domain";
}

/** `garden`, or the first of `garden-2`, `garden-3` … that the speaker does not use yet. */
const freeSlug = (word: string): SQL => sql`(
  select candidate from generate_series(1, 1000) n,
    lateral (select case n when 1 then ${word}::text else ${word}::text || '-' || n end as candidate) named
  where not exists (select from ${lifeDomains} d where d.user_id = ${me} and d.slug = candidate and d.deleted_at is null)
  order by n limit 1)`;
