/** What happened in the whole deployment. Each look is recorded, so that the page looks again only when somebody asks. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { Filters } from "./Filters.tsx";
import { Again, OpsPage, PersonLink, Recorded, shortId, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

type Event = RowOf<"admin.events.list">;
type Values = { type?: string; person?: string; row?: string; story?: string };

const parameters = { type: text(), person: text(), row: text(), story: text() };

const queryOf = ({ type, person, row, story }: Values) => ({
  query: {
    ...(type && { type }),
    ...(person && { userId: person }),
    ...(row && { entityId: row }),
    ...(story && { correlationId: story }),
  },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("admin.events.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function Events() {
  const words = useWords<typeof en>("operations").events;
  const [values, setUrl] = useUrl(parameters);
  const events = useList("admin.events.list", queryOf(values));
  const columns: Column<Event>[] = [
    { id: "at", label: words.at, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      id: "type",
      label: words.type,
      isName: true,
      cell: ({ type, entityId }) => (
        <>
          <span className="mono">{type}</span> {entityId && <span className="mono quiet">{shortId(entityId)}</span>}
        </>
      ),
    },
    { id: "person", label: words.person, cell: ({ userId }) => <PersonLink id={userId} /> },
    {
      id: "by",
      label: words.by,
      isExtra: true,
      cell: ({ actorId, origin }) => (actorId ? <PersonLink id={actorId} /> : <span className="mono">{origin}</span>),
    },
    {
      id: "story",
      label: words.story,
      cell: ({ correlationId }) =>
        correlationId && correlationId !== values.story ? (
          <Button
            small
            kind="bare"
            icon="trace"
            aria-label={words.storyOf(shortId(correlationId))}
            onClick={() => setUrl({ story: correlationId }, { isStep: true })}
          >
            {words.showStory}
          </Button>
        ) : (
          <Unknown why={words.noStory} />
        ),
    },
  ];
  return (
    <OpsPage title={words.title} actions={<Again onClick={events.showNewer} />}>
      <Recorded>{words.recorded}</Recorded>
      <Filters
        values={values}
        labels={{ type: words.type, person: words.personId, row: words.rowId, story: words.storyId }}
        onFind={setUrl}
      />
      <Table
        label={words.title}
        rows={events}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<Empty icon="trace" title={words.none} />}
      />
    </OpsPage>
  );
}
