import { knownToTests } from "#testing/known";

export default knownToTests({
  bundle: {
    kilobytes: 172,
    why: "it lists what every pillar can import and says why a row was not, and looks at the file that it is to import",
  },
  operations: {
    create: {
      // Another test may have imported the same bytes for the same person.
      body: async () => ({ again: true }),
      checkedOtherwise: {
        "/fileId":
          "it stands instead of the text that the request has; functions/ingest/imports-files.test.ts tries another person's",
      },
      flights: { most: 2, why: "it looks for the file and for an earlier import of the same bytes before it writes" },
    },
    run: {
      before: (life, { importId }) =>
        life.database.query("update import_jobs set is_dry_run = true, status = 'completed' where id = $1", [importId]),
    },
    recheck: {
      before: (life, { importId }) =>
        life.database.query("update import_jobs set is_dry_run = true, status = 'completed' where id = $1", [importId]),
      body: async () => ({ options: {} }),
    },
    resume: { before: "cancel" },
    undo: {
      before: (life, { importId }) =>
        life.database.query("update import_jobs set status = 'completed' where id = $1", [importId]),
    },
  },
});
