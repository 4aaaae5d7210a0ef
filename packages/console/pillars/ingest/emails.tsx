/** What came in by mail, what became of it, and where nothing did, why. */
import "./ingest.css";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { Outcome } from "./Outcome.tsx";
import { senderOf } from "./sender.ts";
import type en from "./words.en.ts";

type Email = RowOf<"ingest.emails.list">;

const VIEWS = ["all", "receipts", "bookings", "troubled"] as const;
const parameters = { show: oneOf(...VIEWS) };

const queries = {
  all: {},
  receipts: { query: { classification: "receipt" } },
  bookings: { query: { classification: "booking" } },
  troubled: { query: { "error[null]": false } },
} as const;

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("ingest.emails.list", queries[valuesOf(parameters, url.searchParams).show]);

export default function Emails() {
  const words = useWords<typeof en>("ingest").emails;
  const [{ show }, setUrl] = useUrl(parameters);
  const rows = useList("ingest.emails.list", queries[show]);
  const views = VIEWS.map((id) => ({ id, label: words.views[id] }));
  const toAddresses = (
    <ButtonLink to="/ingest/addresses" icon="copy">
      {words.addresses}
    </ButtonLink>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={toAddresses}>
      <Tabs label={words.show} tabs={views} value={show} onChange={(next) => setUrl({ show: next })}>
        <List
          label={words.title}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem()}
          empty={
            <Empty icon="mail" title={words.empty[show]} action={show === "all" && toAddresses}>
              {show === "all" && words.emptyHint}
            </Empty>
          }
          lines={2}
        />
      </Tabs>
    </Page>
  );
}

function useItem(): (email: Email) => Item {
  const words = useWords<typeof en>("ingest").emails;
  return (email) => {
    const name = email.subject || words.noSubject;
    return {
      name,
      to: `/ingest/emails/${email.id}`,
      sub: (
        <>
          <span dir="auto">{senderOf(email.sender)}</span> · <Time at={email.createdAt} />
        </>
      ),
      end: <Outcome email={email} />,
      menu: [{ label: words.reprocess, icon: "again", onSelect: () => void reprocess(email, name) }],
    };
  };
}

const reprocess = (email: Email, title: string) =>
  change("ingest.emails.reprocess", {
    path: { emailId: email.id },
    row: email,
    patch: { isProcessed: false, error: null, errorCoded: null },
    title,
  });
