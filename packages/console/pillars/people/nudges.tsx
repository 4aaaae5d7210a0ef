/** Whom the person neglects, and the dates to come: whom to call, and that they did. */
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { Menu } from "#console/ui/Menu.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { relative, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CHANNELS, logContact } from "./interaction-changes.ts";
import { Reach } from "./Reach.tsx";
import "./people.css";
import type en from "./words.en.ts";

type Nudges = Answer<"people.nudges.get">;
const ASKED = { query: { days: 60, include: "reach" as const } };

export const load: PageModule["load"] = () => prefetch("people.nudges.get", ASKED);

export default function NudgesPage() {
  const words = useWords<typeof en>("people").nudges;
  const { data, problem, isLoading, retry } = useRead("people.nudges.get", ASKED);
  return (
    <Page
      title={words.title}
      lead={data && words.lead(data.total)}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {data && (
        <Columns told={<Coming dates={data.dates} />}>
          <Section title={words.neglected}>
            {data.neglected.length === 0 ? (
              <Empty icon="people" title={words.nobody}>
                {words.nobodyHint}
              </Empty>
            ) : (
              <ul className="people-rows">
                {data.neglected.map((one) => (
                  <Neglected key={one.contactId} one={one} onLogged={retry} />
                ))}
              </ul>
            )}
          </Section>
        </Columns>
      )}
    </Page>
  );
}

function Neglected({ one, onLogged }: { one: Nudges["neglected"][number]; onLogged: () => void }) {
  const words = useWords<typeof en>("people");
  const { contactId, name, overdueDays, lastInteractionAt, phone, email } = one;
  const log = (channel: (typeof CHANNELS)[number]) =>
    void logContact(words.interactions, { contactId, name, channel }, onLogged);
  return (
    <li>
      <Glyph icon="person" of="people" />
      <div className="people-who">
        <Link to={`/people/contacts/${contactId}`} dir="auto">
          {name}
        </Link>
        <p className="quiet">
          {[
            overdueDays > 0 ? words.nudges.overdue(overdueDays) : words.nudges.dueToday,
            lastInteractionAt ? words.nudges.last(relative(lastInteractionAt)) : words.nudges.never,
          ].join(" · ")}
        </p>
      </div>
      <div className="row">
        <Reach name={name} phone={phone ?? null} email={email ?? null} />
        <Button small icon="check" aria-label={words.interactions.logWith(name)} onClick={() => log("call")}>
          {words.interactions.log}
        </Button>
        <Menu
          small
          atEnd
          label={words.interactions.otherWays(name)}
          items={CHANNELS.map((channel) => ({
            label: words.interactions.channels[channel],
            onSelect: () => log(channel),
          }))}
        />
      </div>
    </li>
  );
}

function Coming({ dates }: { dates: Nudges["dates"] }) {
  const words = useWords<typeof en>("people");
  return (
    <Section title={words.dates.coming}>
      {dates.length === 0 ? (
        <p className="quiet">{words.dates.none}</p>
      ) : (
        <Card>
          <ul className="people-dates">
            {dates.map(({ contactDateId, contactId, name, label, on, years }) => (
              <li key={`${contactId} ${contactDateId}`}>
                <span>
                  <Link to={`/people/contacts/${contactId}`} dir="auto">
                    {name}
                  </Link>
                  <span className="quiet" dir="auto">
                    {` · ${label ?? words.dates.birthday}${years !== null && years > 0 ? ` (${words.dates.years(years)})` : ""}`}
                  </span>
                </span>
                <span className="num">{relativeDay(on)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}
