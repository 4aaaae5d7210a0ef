import { ANSWER, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "ingest.email.received": "a mail comes from outside",
    "ingest.import.cancelled": ANSWER,
    "ingest.import.started": ANSWER,
    "ingest.import.undo_started": ANSWER,
  },
  nothingFollows: {
    "ingest.email.failed": "the reason is shown with the mail, which can be read again",
    "ingest.import.progressed": "it is there for what shows the import",
    "ingest.import.failed": "the reason is shown with the import, which can go on",
    "ingest.import.cancelled": "whoever does the import finds it in its row",
    "ingest.import.undone": "it is there for what shows the import",
  },
  story: async (ask) => {
    const text = "TYPE,CONTENT,PRIORITY,INDENT\ntask,Water the plants,4,1";
    const job = await ask("ingest.imports.create", { kind: "todoist_csv", name: "Home.csv", text });
    await ask("ingest.imports.cancel", undefined, { importId: job.id });
    await ask("ingest.imports.undo", undefined, { importId: job.id });
  },
  causedElsewhere: {
    "ingest.import.progressed": "a long import, in functions/ingest/imports.test.ts",
    "ingest.import.completed": "an import, in functions/ingest/imports.test.ts",
    "ingest.import.failed": "a file that cannot be read, in functions/ingest/imports.test.ts",
    "ingest.email.processed": "the story of packages/local",
    "ingest.email.failed": "a mail that cannot be read, in functions/ingest/workflows.test.ts",
  },
  attacks: async (victim, idOf) => ({
    is_of_import: {
      calls: [["select is_of_import($1, $2)", await idOf("events", victim), await idOf("import_jobs", victim)]],
      comes: [false],
    },
  }),
  uses: { "packages/core/src/ingest/mail-store.ts": "mail" },
  importsOnly: {
    "functions/ingest/schedules.ts": { use: "files", why: "it finds imports that have stopped, and reads no file" },
  },
  unsearched: { import_rows: "they are what an import did, and what it made is found itself" },
});
