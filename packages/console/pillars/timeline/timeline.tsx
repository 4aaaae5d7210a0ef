/** Everything that happened, newest first; one of them with what led to it and what followed. */
import "./timeline.css";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import { labelOfPillar } from "#console/frame/pillar-label.ts";
import { type PageModule, pillars } from "#console/frame/pillars.ts";
import { glyphOfEvent, sentenceOf } from "#console/frame/sentence.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Glyph, Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Split } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { instantAt } from "#console/ui/when.ts";
import { day, dayAfter, dayOf, time, today } from "#console/words/format.ts";
import { place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { Story, useBy } from "./Story.tsx";
import type en from "./words.en.ts";

type Happened = RowOf<"platform.events.list">;

const parameters = {
  scope: oneOf("mine", "household", "shared"),
  pillar: text(),
  until: text(),
  event: text(),
  step: text(),
};

/** Events up to the end of the day `until`, as the API is asked. */
const queryOf = ({
  scope,
  pillar,
  until,
}: {
  scope: "mine" | "household" | "shared";
  pillar?: string;
  until?: string;
}) => ({
  query: {
    titles: true,
    ...(scope !== "mine" && { scope }),
    ...(pillar && { pillar }),
    ...(until && { "createdAt[lt]": instantAt(dayAfter(until, 1), "00:00", place().zone) }),
  },
});

export const load: PageModule["load"] = ({ url }) => {
  const values = valuesOf(parameters, url.searchParams);
  prefetchList("platform.events.list", queryOf(values));
  if (values.event) prefetch("platform.events.trace", { path: { eventId: values.event } });
};

export default function Timeline() {
  const words = useWords<typeof en>("timeline");
  const [url, setUrl] = useUrl(parameters);
  const events = useList("platform.events.list", queryOf(url));
  const close = () => setUrl({ event: undefined, step: undefined });
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>} wide>
      <Split
        list={
          <>
            <Filters />
            <List
              label={words.list}
              rows={events}
              keyOf={({ id }) => id}
              item={useItem((id) => setUrl({ event: id, step: undefined }, { isStep: true }))}
              openId={url.event}
              lines={2}
              empty={<Nothing />}
            />
          </>
        }
        detail={
          url.event && (
            <Story
              key={url.event}
              eventId={url.event}
              stepId={url.step}
              onSelect={(step) => setUrl({ step })}
              onBack={close}
            />
          )
        }
      />
    </Page>
  );
}

function Filters() {
  const words = useWords<typeof en>("timeline");
  const place = usePlace();
  const [{ scope, pillar, until }, setUrl] = useUrl(parameters);
  const areas = pillars.filter(({ area, entities }) => area === "life" && entities);
  return (
    <div className="timeline-filters">
      <Radios
        label={words.whose}
        unseenLabel
        segmented
        value={scope}
        onChange={(next) => setUrl({ scope: next })}
        choices={(["mine", "household", "shared"] as const).map((value) => ({ value, label: words.scopes[value] }))}
      />
      <div className="chips" role="group" aria-label={words.areas}>
        <button type="button" className="chip" aria-pressed={!pillar} onClick={() => setUrl({ pillar: undefined })}>
          {words.all}
        </button>
        {areas.map(({ name, glyph }) => {
          const { icon, of } = glyphOf(glyph);
          return (
            <button
              key={name}
              type="button"
              className={`chip of-${of ?? "system"}`}
              aria-pressed={pillar === name}
              onClick={() => setUrl({ pillar: name })}
            >
              <Icon name={icon} />
              {labelOfPillar(name, place)}
            </button>
          );
        })}
      </div>
      <DateField label={words.until} value={until} onChange={(next) => setUrl({ until: next })} />
      {until && (
        <div>
          <Button small icon="up" onClick={() => setUrl({ until: undefined })}>
            {words.newest}
          </Button>
        </div>
      )}
    </div>
  );
}

function useItem(open: (id: string) => void): (event: Happened) => Item {
  const place = usePlace();
  const { by } = useBy();
  return (event) => {
    const { glyph, of } = glyphOfEvent(event);
    return {
      name: sentenceOf(event, place),
      sub: by(event),
      lead: <Glyph {...glyphOf(glyph, of)} />,
      end: <time dateTime={event.createdAt}>{when(event.createdAt)}</time>,
      onOpen: () => open(event.id),
    };
  };
}

/** Of today the time, of other days the day before it. */
const when = (instant: string) =>
  dayOf(instant) === today() ? time(instant) : `${day(dayOf(instant))}, ${time(instant)}`;

function Nothing() {
  const words = useWords<typeof en>("timeline");
  const [{ scope, pillar, until }, setUrl] = useUrl(parameters);
  const isFiltered = scope !== "mine" || pillar !== undefined || until !== undefined;
  if (!isFiltered)
    return (
      <Empty icon="trace" title={words.empty}>
        {words.emptyHint}
      </Empty>
    );
  const showAll = () => setUrl({ scope: "mine", pillar: undefined, until: undefined });
  return (
    <Empty icon="filter" title={words.emptyFiltered} action={<Button onClick={showAll}>{words.showAll}</Button>} />
  );
}
