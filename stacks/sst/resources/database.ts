/// <reference path="../../../.sst/platform/config.d.ts" />
/** The stage's own Neon project, migrated, with a login that row-level security applies to. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { connectionString, neonRegionOf } from "../settings.ts";
import { NODE } from "./commands.ts";

// The migrations use uuidv7(), which PostgreSQL has since this version.
const POSTGRES_VERSION = 18;
const LOGIN = "lifeos_login";
const HISTORY_SECONDS = { kept: 7 * 24 * 3600, disposable: 6 * 3600 };

export function database({
  stage,
  isKept,
  env,
}: {
  stage: string;
  isKept: boolean;
  env: Record<string, string | undefined>;
}) {
  const project = new neon.Project(
    "Database",
    {
      name: `lifeos-${stage}`,
      orgId: env.NEON_ORG_ID || undefined,
      regionId: neonRegionOf(env.AWS_REGION || "eu-central-1", env.NEON_REGION),
      pgVersion: POSTGRES_VERSION,
      // The period of point-in-time restore. Neon's plans have limits of their own.
      historyRetentionSeconds: isKept ? HISTORY_SECONDS.kept : HISTORY_SECONDS.disposable,
      branch: { name: "main", databaseName: "lifeos", roleName: "lifeos_owner" },
      defaultEndpointSettings: isKept
        ? { autoscalingLimitMinCu: 0.25, autoscalingLimitMaxCu: 4, suspendTimeoutSeconds: 0 }
        : { autoscalingLimitMinCu: 0.25, autoscalingLimitMaxCu: 1, suspendTimeoutSeconds: 0 },
    },
    { protect: isKept, retainOnDelete: isKept },
  );

  const migrated = new command.local.Command(
    "Migrate",
    {
      create: `${NODE} packages/local/src/migrate.ts`,
      dir: $cli.paths.root,
      environment: { DATABASE_URL: project.connectionUri },
      // Runs again for new or changed migrations (the runner refuses changed ones), and for another database.
      triggers: [migrationsHash($cli.paths.root), project.id],
    },
    { dependsOn: [project] },
  );

  const password = new random.RandomPassword("DatabasePassword", { length: 40, special: false });
  const login = new command.local.Command(
    "DatabaseLogin",
    {
      create: `${NODE} stacks/sst/login.ts`,
      dir: $cli.paths.root,
      environment: { DATABASE_URL: project.connectionUri, LOGIN_PASSWORD: password.result },
      triggers: [password.id, project.id],
    },
    { dependsOn: [migrated] },
  );

  const urlAt = (host: $util.Output<string>) =>
    $util.secret(
      $util
        .all([host, project.databaseName, password.result])
        .apply(([host, database, password]) => connectionString({ host, database, user: LOGIN, password })),
    );
  return { project, migrated, login, url: urlAt(project.databaseHostPooler), directUrl: urlAt(project.databaseHost) };
}

function migrationsHash(root: string): string {
  const folder = path.join(root, "migrations");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex");
}
