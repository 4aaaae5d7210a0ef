/** Calendars that come from elsewhere, and addresses at which others read one's own: what is connected, how up to date it is, and what is wrong. */
import "./sources.css";
import { Link } from "react-router";
import { prefetchList } from "#console/data/list.ts";
import { prefetch } from "#console/data/read.ts";
import { flag, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import { Accounts, CONNECTIONS } from "./Accounts.tsx";
import { Feeds } from "./Feeds.tsx";
import { Subscriptions } from "./Subscriptions.tsx";
import { ALL_CALENDARS } from "./url.ts";
import type en from "./words.en.ts";

const parameters = { subscribe: flag(), feed: flag() };

export const load: PageModule["load"] = () => {
  prefetchList("calendar.subscriptions.list");
  prefetchList("calendar.feeds.list");
  prefetch("calendar.calendars.list", ALL_CALENDARS);
  prefetch("identity.connections.list", CONNECTIONS);
  prefetch("identity.connections.listProviders");
};

export default function Sources() {
  const words = useWords<typeof en>("calendar");
  const [{ subscribe, feed }, setUrl] = useUrl(parameters);
  return (
    <Page
      above={<Link to="/calendar/events">{words.calendar.title}</Link>}
      title={words.sources.title}
      lead={words.sources.lead}
    >
      <Subscriptions isAdding={subscribe} setAdding={(isAdding) => setUrl({ subscribe: isAdding })} />
      <Accounts />
      <ImportFile />
      <Feeds isAdding={feed} setAdding={(isAdding) => setUrl({ feed: isAdding })} />
    </Page>
  );
}

function ImportFile() {
  const words = useWords<typeof en>("calendar").sources.file;
  return (
    <Section title={words.title}>
      <Card>
        <Row
          end={
            <ButtonLink small icon="upload" to="/ingest/imports?add=yes&kind=calendar_ics">
              {words.open}
            </ButtonLink>
          }
        >
          <p>{words.text}</p>
        </Row>
      </Card>
    </Section>
  );
}
