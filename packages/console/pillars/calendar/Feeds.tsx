/** Addresses at which other programs read one's calendars: make one, see whether it is read, revoke it. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { configuration } from "#console/data/configuration.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Secret } from "#console/ui/Secret.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Sure } from "#console/ui/Sure.tsx";
import { Time } from "#console/ui/Time.tsx";
import { list, now } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewFeed } from "./NewFeed.tsx";
import type en from "./words.en.ts";

type Feed = RowOf<"calendar.feeds.list">;

export function Feeds({ isAdding, setAdding }: { isAdding: boolean; setAdding: (isAdding: boolean) => void }) {
  const words = useWords<typeof en>("calendar").sources.feeds;
  const rows = useList("calendar.feeds.list");
  const [revoked, setRevoked] = useState<Feed>();
  const [address, setAddress] = useState<string>();
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
        item={useItem(setRevoked)}
        onDelete={(feed) => !feed.revokedAt && setRevoked(feed)}
        empty={
          <Empty icon="external" title={words.empty} action={add}>
            {words.emptyHint}
          </Empty>
        }
        lines={2}
      />
      {isAdding && <NewFeed close={() => setAdding(false)} made={setAddress} />}
      {revoked && (
        <Sure
          title={words.revokeTitle(revoked.name)}
          text={words.revokeText}
          action={words.revoke}
          close={() => setRevoked(undefined)}
          run={() => revoke(revoked)}
        />
      )}
      {address && <Shown address={address} close={() => setAddress(undefined)} />}
    </Section>
  );
}

function useItem(revoke: (feed: Feed) => void): (feed: Feed) => Item {
  const words = useWords<typeof en>("calendar").sources.feeds;
  return (feed) => {
    const { scope, lastReadAt, revokedAt } = feed;
    const shows = [
      scope.calendarIds?.length ? words.some(scope.calendarIds.length) : words.allCalendars,
      scope.includeTasks && words.tasks,
      scope.includeTimeBlocks && words.blocks,
    ].filter((one) => typeof one === "string");
    return {
      name: feed.name,
      lead: <Glyph icon="external" of="calendar" />,
      sub: (
        <>
          {scope.busyOnly ? words.busy(list(shows)) : words.shows(list(shows))} ·{" "}
          {lastReadAt ? (
            <>
              {words.read} <Time at={lastReadAt} />
            </>
          ) : (
            words.unread
          )}
        </>
      ),
      end: revokedAt ? <State icon="stop">{words.revoked}</State> : <State>{words.open}</State>,
      menu: revokedAt
        ? undefined
        : [
            {
              label: words.revoke,
              icon: "stop",
              danger: true,
              keys: "Shift+Delete",
              onSelect: () => revoke(feed),
            },
          ],
    };
  };
}

/** The one time that the address is shown: only its own button puts it away. */
function Shown({ address, close }: { address: string; close: () => void }) {
  const words = useWords<typeof en>("calendar").sources.feeds;
  return (
    <Dialog
      open
      alert
      dirty
      onClose={close}
      title={words.addressTitle}
      actions={
        <Button kind="main" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <Secret
        // The answer has the path of the API, whichever host people reach it by.
        secret={new URL(address, configuration().api || location.origin).href}
        text={words.address}
        copy={words.copy}
        copied={words.copied}
      />
    </Dialog>
  );
}

const revoke = (feed: Feed) =>
  change("calendar.feeds.revoke", {
    path: { feedId: feed.id },
    row: feed,
    patch: { revokedAt: now().toISOString() },
    title: feed.name,
  });
