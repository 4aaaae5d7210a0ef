import { knownToTests, made } from "#testing/known";

export default knownToTests({
  row: (life, { userId }) =>
    made(
      life,
      "insert into events (user_id, event_type, source, entity_type, entity_id, action, correlation_id, origin) values ($1, 'work.task.created', 'lifeos/work', 'task', uuidv7(), 'created', uuidv7(), 'api') returning id",
      [userId],
    ),
  operations: { list: { flights: { most: 2, why: "titles are those of rows that the events of the page name" } } },
  // May refer to any type of row; the examples have a task.
  names: { entityId: "tasks", correlationId: "events" },
});
