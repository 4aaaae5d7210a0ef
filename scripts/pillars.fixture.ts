/** Fictitious pillars, written like real ones: a table, endpoints, events, and a declaration of each other kind. */

/** The files of a pillar by path. `noun` names its resource: a table `<pillar>_<noun>s`, and the path `/v1/<pillar>/<noun>s`. */
export function pillarFiles(pillar: string, noun: string, about: string): Record<string, string> {
  const Noun = noun[0]!.toUpperCase() + noun.slice(1);
  const Pillar = pillar[0]!.toUpperCase() + pillar.slice(1);
  const table = `${pillar}${Noun}s`;
  // The type of its rows in events and grants, which name no pillar beside it.
  const kind = `${pillar}_${noun}`;
  return {
    [`packages/core/src/${pillar}/${noun}s.sql.ts`]: `/** ${about} */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { instant, smallint, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const ${table} = owned(
  "${pillar}_${noun}s",
  { name: text(100).notNull(), worth: smallint({ min: 1, max: 5 }).notNull(), ${pillar}Since: instant(), ...versioned() },
  (t) => [index("${pillar}_${noun}s_user").on(t.userId, sql\`id\`)],
  { deletedForGood: "a ${noun} is written again as quickly" },
);
`,
    [`packages/core/src/${pillar}/events.ts`]: `/** What happens to ${noun}s. */
import * as z from "zod/mini";
import { crudEvents, event } from "#kit/event";

export const ${Noun}Events = crudEvents("${pillar}.${kind}", { worth: z.int() });
export const ${Noun}Praised = event("${pillar}.${kind}.praised", "A ${noun} was praised", {});
`,
    [`packages/core/src/${pillar}/testing.ts`]: `import { pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  nothingFollows: { "${pillar}.${kind}.praised": "praise is its own reward" },
  story: (ask) => ask("${pillar}.${noun}s.create", { name: "The best", worth: 5 }),
  follows: [["${pillar}.${kind}.praised", "${pillar}.${kind}.created"]],
  neverAllowed: { "when a ${noun} of ${pillar} was made": "update ${pillar}_${noun}s set created_at = now()" },
  seeded: { ${pillar}_${noun}s: 1 },
});
`,
    [`packages/local/src/seeds/${pillar}.ts`]: `import { ${table} } from "#core/${pillar}/${noun}s.sql";
import type { Query } from "#kit/db";
import { added, type Given } from "../seeds.ts";

export const shown = { ${pillar}: ${table} };

export default function ${pillar}({ ctx }: Given): Query[] {
  return added(ctx, ${table}, [{ name: "The first", worth: 3 }]);
}
`,
    [`functions/${pillar}/${noun}s.testing.ts`]: `import { knownToTests } from "#testing/known";

export default knownToTests({ deletedForGood: "a ${noun} is written again as quickly" });
`,
    [`packages/core/src/${pillar}/dashboard.ts`]: `import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { ${Noun}Events } from "#core/${pillar}/events";
import { ${table} } from "#core/${pillar}/${noun}s.sql";
import { dashboardPart, rows } from "#core/platform/dashboard-part";
import { me } from "#kit/table";

export const ${pillar} = dashboardPart({
  shape: z.array(z.strictObject({ name: z.string(), worth: z.int() })),
  empty: [],
  changedBy: [${Noun}Events],
  figures: rows(sql\`select name, worth from \${${table}} where user_id = \${me} order by id desc limit 3\`),
});
`,
    [`functions/${pillar}/says.ts`]: `import type { Words } from "#contract/words.ts";

export default {
  about: "${about}",
  fields: {
    worth: "How much it means to somebody ${pillar}, from 1 to 5.",
    ${pillar}Since: "Since when somebody is ${pillar} because of it.",
    "PlatformDashboard.${pillar}": "The latest ${noun}s of ${pillar}.",
    "${pillar}.name": "What the latest ${noun} of ${pillar} is called.",
    "${Pillar}Favourite.name": "What the favourite is called.",
    "${Pillar}${Noun}.name": "What the ${noun} of ${pillar} is called.",
  },
} satisfies Words;
`,
    [`functions/${pillar}/${noun}s.ts`]: `import { ${Noun}Events } from "#core/${pillar}/events";
import { ${table} } from "#core/${pillar}/${noun}s.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove } = crud("/v1/${pillar}/${noun}s", ${table}, {
  write: ["name", "worth", "${pillar}Since"],
  filter: ["worth"],
  emits: ${Noun}Events,
  example: { name: "Example", worth: 3 },
});
`,
    [`functions/${pillar}/favourites.ts`]: `import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { ${table} } from "#core/${pillar}/${noun}s.sql";
import { read } from "#kit/db";
import { endpoint } from "#kit/endpoint";
import { NotFound } from "#kit/problem";
import { me } from "#kit/table";

const Favourite = z.strictObject({ name: z.string(), worth: z.int() });

export const get = endpoint("GET /v1/${pillar}/favourites/{favouriteId}", {
  summary: "Get a favourite",
  returns: Favourite,
  problems: [NotFound],
  async handler(ctx) {
    const [[found]] = await ctx.db.batch([
      read<z.infer<typeof Favourite>>(
        sql\`select name, worth from \${${table}} where id = \${ctx.params.favouriteId} and user_id = \${me} and worth = 5\`,
      ),
    ]);
    if (!found) throw NotFound();
    return found;
  },
});
`,
    [`functions/${pillar}/favourites.testing.ts`]: `import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(life, "insert into ${pillar}_${noun}s (user_id, name, worth) values ($1, 'Best', 5) returning id", [userId]),
});
`,
    [`functions/${pillar}/consumers.ts`]: `import { ${Noun}Events, ${Noun}Praised } from "#core/${pillar}/events";
import { emit } from "#kit/change";
import { consumer } from "#kit/consumer";

export const praise = consumer("${pillar}.praise", [${Noun}Events.created], {
  summary: "Praise a ${noun} that means much",
  async handler(ctx, { data }) {
    if (data.payload.worth === 5)
      await ctx.db.batch([emit(ctx, ${Noun}Praised, { entityId: data.entityId!, owner: ctx.actor.userId, payload: {} })]);
  },
});
`,
    [`functions/${pillar}/schedules.ts`]: `import { schedule } from "#kit/schedule";

export const count = schedule("${pillar}.count", "rate(1 day)", {
  summary: "Looks after ${noun}s",
  handler: async () => {},
});
`,
    [`functions/${pillar}/workflows.ts`]: `import { ${Noun}Events } from "#core/${pillar}/events";
import { workflow } from "#kit/workflow";

export const lookAfter = workflow("${pillar}.lookAfter", ${Noun}Events.created, {
  summary: "Look after a new ${noun}",
  handler: async ({ step }) => step.run("look", async () => ({ seen: true })),
});
`,
    [`functions/serve/${pillar}.ts`]: `import { serve } from "#cloud/serve";
import * as ${pillar} from "#functions/${pillar}/workflows";

/** ${about} */
export const context = serve("${pillar}", Object.values(${pillar}));
`,
  };
}
