import { runImport, undoImport } from "#functions/ingest/workflows";
import type { CloudEvent } from "#kit/event";
import type { Database } from "#local/database";
import type { Harness, Person } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";

export type ImportWorkflows = Awaited<ReturnType<typeof importWorkflows>>;

/** The workflows of imports in a test, which begin with the events that the test's requests have published. */
export async function importWorkflows({ published }: Pick<Harness, "published">, database: Database) {
  const { engine, run } = await startWorkflows(database, [runImport, undoImport]);
  return {
    /** Does what the latest event of this type about a person's import begins, to its end; yields the states of the runs. */
    handle(person: Person, event: { type: string }, importId: string): Promise<string[]> {
      const found = published.findLast(
        (one) => one.type === event.type && one.data.entityId === importId && one.subject === person.userId,
      );
      return run(found as CloudEvent);
    },
    stop: () => engine.stop(),
  };
}
