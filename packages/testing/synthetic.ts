/**
 * Synthetic resources, to measure LifeOS with more of them: each is a plain one, as in the README's walk, with a table, events, the
 * endpoints of `crud`, and what the console says of its events, in one of the existing pillars. They are only ever written into a
 * copy of the project.
 */
import { appendFileSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "#contract/discover.ts";

/** Pillars whose `events.ts` imports `crudEvents`. */
const PILLARS = ["finance", "health", "household", "rhythm", "work"] as const;
const KINDS = ["amber", "brass", "copper", "denim", "ebony", "felt", "glass", "hemp", "iron", "jade", "linen", "maple"];
const THINGS = ["anchor", "basket", "candle", "drum", "easel", "flute", "hammer", "kettle", "ladder", "mirror"];
/** The number of endpoints of a resource. */
const EACH = 7;

/** Copies the project without its history into an existing folder; node_modules is linked. */
export function copyProject(folder: string): void {
  for (const name of readdirSync(projectRoot))
    if (!/^(\.git|\.lifeos|\.build|\.sst|cdk\.out|node_modules)$/.test(name))
      cpSync(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
}

/**
 * Writes resources with so many endpoints in total, rounded up, into a copy of the project. Their migration and contract are not
 * generated.
 */
export function writeSynthetic(folder: string, operations: number): void {
  const resources = Math.ceil(operations / EACH);
  if (resources > KINDS.length * THINGS.length)
    throw new RangeError(`There are names for ${KINDS.length * THINGS.length * EACH} operations.`);
  for (let n = 0; n < resources; n++) {
    const pillar = PILLARS[n % PILLARS.length]!;
    writeResource(folder, pillar, KINDS[n % KINDS.length]!, THINGS[Math.floor(n / KINDS.length)]!);
  }
}

function writeResource(folder: string, pillar: string, kind: string, thing: string): void {
  const words = `${kind}-${thing}`;
  const table = `${kind}_${thing}s`;
  const value = `${kind}${capital(thing)}s`;
  const events = `${capital(kind)}${capital(thing)}Events`;
  writeFileSync(
    path.join(folder, `packages/core/src/${pillar}/${words}s.sql.ts`),
    `/** Made to measure with. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { boolean, instant, integer, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const ${value} = owned(
  "${table}",
  {
    title: text(100).notNull(),
    notes: text(2_000),
    sortOrder: integer().notNull().default(0),
    isActive: boolean().notNull().default(true),
    startedAt: instant().notNull(),
    ...versioned(),
  },
  (t) => [index("${table}_user").on(t.userId, sql\`id\`), index("${table}_started").on(t.userId, t.startedAt)],
);
`,
  );
  appendFileSync(
    path.join(folder, `packages/core/src/${pillar}/events.ts`),
    `\nexport const ${events} = crudEvents("${pillar}.${kind}_${thing}");\n`,
  );
  writeFileSync(
    path.join(folder, `functions/${pillar}/${words}s.ts`),
    `import { ${events} } from "#core/${pillar}/events";
import { ${value} } from "#core/${pillar}/${words}s.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/${pillar}/${words}s", ${value}, {
  write: ["title", "notes", "sortOrder", "isActive", "startedAt"],
  filter: ["isActive", "startedAt"],
  sort: ["sortOrder", "startedAt"],
  emits: ${events},
  example: { title: "The first", startedAt: "2026-03-02T08:00:00.000Z" },
});
`,
  );
  const inConsole = (file: string, after: string, text: string) => {
    const at = path.join(folder, `packages/console/pillars/${pillar}/${file}`);
    writeFileSync(at, readFileSync(at, "utf8").replace(after, `$&${text}`));
  };
  const label = `{ en: "${capital(kind)} ${thing}", de: "${kind} ${thing}" }`;
  inConsole("pillar.ts", "  entities: {\n", `    ${kind}_${thing}: { label: ${label} },\n`);
  inConsole("sentences.ts", "export default {\n", sentences(kind, thing));
}

function sentences(kind: string, thing: string): string {
  const said = (how: string) => `{ en: "${capital(kind)} ${thing} ${how}", de: "${kind} ${thing}: ${how}" }`;
  return `  ${kind}_${thing}: {
    events: {
${["created", "updated", "deleted", "restored"].map((how) => `      ${how}: ${said(how)},\n`).join("")}    },
  },
`;
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
