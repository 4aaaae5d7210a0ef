/** What followed from a mail: the rows that its story made or changed, each once. */
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Node = Answer<"platform.events.trace">["root"];

export function Effects({ emailId }: { emailId: string }) {
  const words = useWords<typeof en>("ingest").email;
  const query = { entityType: "email", entityId: emailId, limit: 1 };
  const events = useRead("platform.events.list", { query });
  const eventId = events.data?.data[0]?.id;
  const trace = useRead("platform.events.trace", eventId === undefined ? undefined : { path: { eventId } });
  const problem = events.problem ?? trace.problem;
  const isLoading = events.isLoading || trace.isLoading;
  const rows = trace.data ? rowsIn(trace.data.root).filter(({ entityType }) => entityType !== "email") : [];
  return (
    <Section
      title={words.effects}
      more={eventId && rows.length > 0 && <Link to={`/timeline?event=${eventId}`}>{words.story}</Link>}
    >
      {isLoading ? (
        <Skeleton rows={1} kind="lines" />
      ) : problem ? (
        <Problem problem={problem} retry={events.problem ? events.retry : trace.retry} />
      ) : rows.length === 0 ? (
        <p className="quiet">{words.noEffects}</p>
      ) : (
        <Card>
          <ul className="effects">
            {rows.map(({ entityType, entityId, title }) => (
              <li key={entityId}>
                <Entity type={entityType} id={entityId} name={title ?? undefined} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}

/** In the order in which they came to be. */
function rowsIn(root: Node): { entityType: string; entityId: string; title: string | null }[] {
  const found = new Map<string, { entityType: string; entityId: string; title: string | null }>();
  const walk = ({ entityType, entityId, title, effects }: Node) => {
    if (entityType !== null && entityId !== null && !found.has(entityId))
      found.set(entityId, { entityType, entityId, title });
    for (const effect of effects) walk(effect);
  };
  walk(root);
  return [...found.values()];
}
