/**
 * parse-server on PostgreSQL with a class that has the columns of a task: classes and fields are declared and clients may add
 * none, ACLs and class-level permissions say who sees a row, the schema and the sessions are cached as it does by default.
 */

const env = process.env as Record<"PORT" | "DATABASE_URL" | "POOL", string>;
// It would write files into the folder that it is started from.
process.env.PARSE_SERVER_LOGS_FOLDER = "null";
// Its types are only there once the bench has installed it.
const [{ default: express }, { ParseServer }] = await Promise.all(
  ["express", "parse-server"].map((name) => import(name)),
);

const fields = {
  owner: { type: "Pointer", targetClass: "_User" },
  ...typed("String", "title description status category priority energyLevel recurrenceRule recurrenceTimezone"),
  ...typed(
    "String",
    "recurrenceBasis locationName scope householdId assigneeId lifeDomainId goalId projectId sprintId",
  ),
  ...typed("String", "parentTaskId recurrenceParentId routineRunId agentRunId completedBy dueDate scheduledDate"),
  ...typed("Date", "dueAt scheduledStart scheduledEnd completedAt deletedAt aiSuggestedTime"),
  ...typed("Number", "estimatedMinutes actualMinutes latitude longitude sortOrder version"),
  isQuickWin: { type: "Boolean" },
  labels: { type: "Array" },
};
const signedIn = { requiresAuthentication: true };

const server = new ParseServer({
  // The pool's size goes into the address.
  databaseURI: `${env.DATABASE_URL}?max=${env.POOL}`,
  appId: "bench",
  masterKey: "bench-master",
  serverURL: `http://127.0.0.1:${env.PORT}/parse`,
  // As long as LifeOS's authorizer is cached.
  cacheTTL: 60_000,
  logLevel: "error",
  silent: true,
  verbose: false,
  allowClientClassCreation: false,
  schema: {
    definitions: [
      {
        className: "Task",
        fields,
        classLevelPermissions: {
          find: signedIn,
          get: signedIn,
          count: signedIn,
          create: signedIn,
          update: signedIn,
          delete: signedIn,
          addField: {},
        },
      },
    ],
  },
});
await server.start();
express().use("/parse", server.app).listen(Number(env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit());

function typed(type: string, names: string) {
  return Object.fromEntries(names.split(" ").map((name) => [name, { type }]));
}

// What waits at the top must be a module.
export {};
