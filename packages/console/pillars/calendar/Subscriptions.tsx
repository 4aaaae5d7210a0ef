/** Calendars that are fetched from an address: subscribe to one, see how it goes, have it fetched now, give it another address, end it. */
import create from "contract:calendar.subscriptions.create";
import update from "contract:calendar.subscriptions.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { useRead } from "#console/data/read.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { refresh } from "./refresh.ts";
import { Counters, useLastSyncs } from "./syncs.tsx";
import { ALL_CALENDARS } from "./url.ts";
import type en from "./words.en.ts";

type Subscription = RowOf<"calendar.subscriptions.list">;

export function Subscriptions({ isAdding, setAdding }: { isAdding: boolean; setAdding: (isAdding: boolean) => void }) {
  const words = useWords<typeof en>("calendar").sources.subscriptions;
  const rows = useList("calendar.subscriptions.list");
  const [edited, setEdited] = useState<Subscription>();
  const nameOf = useNames();
  const add = (
    <Button small icon="plus" onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <Section title={words.title} more={rows.state === "empty" ? undefined : add}>
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={useItem(nameOf, setEdited)}
        onDelete={(row) => void remove(row, nameOf(row))}
        empty={
          <Empty icon="link" title={words.empty} action={add}>
            {words.emptyHint}
          </Empty>
        }
        lines={2}
      />
      {isAdding && (
        <FormSheet
          title={words.addTitle}
          form={create}
          label={words.add}
          fields={(form) => (
            <>
              <Text label={words.url} help={words.urlHelp} placeholder="webcal://" {...form.input("url")} />
              <Text label={words.name} help={words.nameHelp} {...form.input("name")} />
            </>
          )}
          save={(body) =>
            change("calendar.subscriptions.create", {
              body: body as Body<"calendar.subscriptions.create">,
              isQuiet: true,
            })
          }
          onClose={() => setAdding(false)}
        />
      )}
      {edited && (
        <FormSheet
          title={words.move(nameOf(edited))}
          form={update}
          row={edited}
          why={(form) => form.input("url").value === "" && words.needsUrl}
          fields={(form) => (
            <Text label={words.url} help={words.moveHelp} placeholder="webcal://" {...form.input("url")} />
          )}
          save={(body, row) =>
            change("calendar.subscriptions.update", {
              path: { subscriptionId: edited.id },
              body: body as Body<"calendar.subscriptions.update">,
              row,
              patch: { error: null, errorCoded: null, lastFetchedAt: null, status: "active" },
              title: nameOf(edited),
              isQuiet: true,
            })
          }
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
}

/** A subscription is called as its calendar is. */
function useNames(): (row: Subscription) => string {
  const { data } = useRead("calendar.calendars.list", ALL_CALENDARS);
  const names = new Map(data?.data.map(({ id, name }) => [id, name]));
  return ({ calendarId, host }) => names.get(calendarId) ?? host;
}

function useItem(
  nameOf: (row: Subscription) => string,
  edit: (row: Subscription) => void,
): (row: Subscription) => Item {
  const words = useWords<typeof en>("calendar").sources.subscriptions;
  const common = useCommon();
  const said = useSaid();
  const lastSync = useLastSyncs();
  // Of those that a person has asked for here, when they were fetched before.
  const [asked, setAsked] = useState<Readonly<Record<string, string | null>>>({});
  const fetchNow = async (row: Subscription) => {
    const fetched = await change("calendar.subscriptions.fetch", {
      path: { subscriptionId: row.id },
      row,
      patch: {},
      title: nameOf(row),
    }).catch(() => undefined);
    if (!fetched) return;
    if (fetched.nextFetchAt === row.nextFetchAt) notify({ kind: "info", text: words.justFetched });
    else setAsked((before) => ({ ...before, [row.id]: row.lastFetchedAt }));
  };
  return (row) => {
    const isRunning = row.lastFetchedAt === null || asked[row.id] === row.lastFetchedAt;
    return {
      name: nameOf(row),
      lead: <Glyph icon="link" of="calendar" />,
      sub: (
        <>
          <span className="data">{row.host}</span>
          {row.lastFetchedAt && (
            <>
              {" · "}
              {row.error ? words.tried : words.fetched} <Time at={row.lastFetchedAt} />
            </>
          )}
          {row.error ? (
            <span className="source-error" dir="auto">
              {said(row.error, row.errorCoded)}
              {row.status === "stopped" && ` ${words.stoppedHelp}`}
            </span>
          ) : (
            <Counters of={lastSync(row.calendarId)} />
          )}
        </>
      ),
      end: <FetchState row={row} isRunning={isRunning} />,
      menu: [
        {
          label: row.status === "stopped" ? words.again : words.fetchNow,
          icon: "again",
          why: isRunning && words.running,
          onSelect: () => void fetchNow(row),
        },
        { label: words.otherAddress, icon: "pencil", onSelect: () => edit(row) },
        {
          label: common.delete,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(row, nameOf(row)),
        },
      ],
    };
  };
}

function FetchState({ row, isRunning }: { row: Subscription; isRunning: boolean }) {
  const words = useWords<typeof en>("calendar").sources.subscriptions;
  if (isRunning) return <State tone="live">{words.running}</State>;
  if (row.status === "stopped") return <State tone="bad">{words.stopped}</State>;
  if (row.error) return <State tone="warn">{words.failing}</State>;
  return <State>{words.fine}</State>;
}

/** Its calendar and what was fetched go with it, and come back with it. */
const remove = async (row: Subscription, title: string) => {
  await change("calendar.subscriptions.remove", { path: { subscriptionId: row.id }, row, title }).catch(() => {});
  await refresh();
};
