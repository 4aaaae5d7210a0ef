/** Accounts at Google and Microsoft: which of their calendars are kept here, how up to date those are, and what to do when one is not. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton, State } from "#console/ui/State.tsx";
import { Switch } from "#console/ui/Switch.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { toggleCalendar } from "./calendar-changes.ts";
import type { Calendar } from "./entries.ts";
import { Counters, useLastSyncs } from "./syncs.tsx";
import { ALL_CALENDARS } from "./url.ts";
import type en from "./words.en.ts";

type Connection = Answer<"identity.connections.list">["data"][number];

const PROVIDERS = ["google_calendar", "outlook_calendar"] as const;
export const CONNECTIONS = { query: { provider: [...PROVIDERS], limit: 100 } };
/** Where accounts are connected and disconnected. */
const PAGE = "/identity/connections";

export function Accounts() {
  const words = useWords<typeof en>("calendar").sources.accounts;
  const { data, problem, isLoading, retry } = useRead("identity.connections.list", CONNECTIONS);
  const providers = useRead("identity.connections.listProviders").data?.data ?? [];
  const calendars = useRead("calendar.calendars.list", ALL_CALENDARS).data?.data ?? [];
  const known = providers.filter(({ provider }) => PROVIDERS.some((one) => one === provider));
  const canConnect = known.some(({ isConfigured }) => isConfigured);
  const connections = data?.data ?? [];
  const manage = (
    <ButtonLink small icon="link" to={PAGE}>
      {connections.length === 0 ? words.connect : words.manage}
    </ButtonLink>
  );
  return (
    <Section title={words.title} more={connections.length > 0 && manage}>
      {isLoading && <Skeleton rows={2} />}
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && connections.length === 0 && (
        <div className="list-box">
          <Empty icon="calendar" title={words.empty} action={canConnect && manage}>
            {canConnect || known.length === 0 ? words.emptyHint : words.notConfigured}
          </Empty>
        </div>
      )}
      <Stack>
        {connections.map((connection) => (
          <Account
            key={connection.id}
            connection={connection}
            title={known.find(({ provider }) => provider === connection.provider)?.title ?? connection.provider}
            calendars={calendars.filter(({ connectionId }) => connectionId === connection.id)}
          />
        ))}
      </Stack>
    </Section>
  );
}

type AccountProps = { connection: Connection; title: string; calendars: readonly Calendar[] };

function Account({ connection, title, calendars }: AccountProps) {
  const words = useWords<typeof en>("calendar").sources.accounts;
  const isActive = connection.status === "active";
  const sync = () => {
    const path = { connectionId: connection.id };
    return change("identity.connections.sync", { path, row: connection, patch: {}, title }).catch(() => {});
  };
  return (
    <Card>
      <Stack>
        <Row
          end={
            <Button small icon="again" why={!isActive && words.notActive} onClick={() => void sync()}>
              {words.sync}
            </Button>
          }
        >
          <h3>
            <span className="data">{title}</span>
          </h3>
          {connection.accountName && (
            <span className="quiet" dir="auto">
              {connection.accountName}
            </span>
          )}
          <State tone={isActive ? undefined : connection.status === "revoked" ? "bad" : "warn"}>
            {words.statuses[connection.status]}
          </State>
        </Row>
        {!isActive && (
          <Remark icon="warning" tone="warn">
            <Row
              end={
                <ButtonLink small icon="link" to={PAGE}>
                  {words.again}
                </ButtonLink>
              }
            >
              {words.againText}
            </Row>
          </Remark>
        )}
        <fieldset className="source-calendars">
          <legend className="quiet small">{words.pick}</legend>
          {calendars.length === 0 && <p className="quiet">{words.noCalendars}</p>}
          {calendars.map((calendar) => (
            <Switch
              key={calendar.id}
              label={calendar.name}
              help={<SyncState calendar={calendar} />}
              checked={calendar.isSelected}
              onChange={() => void toggleCalendar(calendar).catch(() => {})}
            />
          ))}
        </fieldset>
      </Stack>
    </Card>
  );
}

/** Whether a calendar is as it is there. */
function SyncState({ calendar }: { calendar: Calendar }) {
  const words = useWords<typeof en>("calendar").sources.accounts;
  const said = useSaid();
  const lastSync = useLastSyncs();
  const { isSelected, isReadOnly, lastSyncedAt, syncError, syncErrorCoded } = calendar;
  if (!isSelected) return words.notKept;
  return (
    <>
      {lastSyncedAt ? (
        <>
          {words.synced} <Time at={lastSyncedAt} />
        </>
      ) : (
        words.first
      )}
      {!syncError && <Counters of={lastSync(calendar.id)} />}
      {isReadOnly && ` · ${words.readOnly}`}
      {syncError && (
        <span className="source-error" dir="auto">
          {said(syncError, syncErrorCoded)}
        </span>
      )}
    </>
  );
}
