/** Accounts at other services that LifeOS may use: connect one, see what it may do, bring it up to date, disconnect it. */
import "./identity.css";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { connect } from "#console/data/connecting.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { ComingBack } from "#console/frame/ComingBack.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { day, dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Disconnect } from "./Disconnect.tsx";
import { isAgreed, type Provider, Providers, useProviderWords } from "./Providers.tsx";
import type { Connection } from "./rows.ts";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

export const load: PageModule["load"] = () => {
  prefetchList("identity.connections.list");
  prefetch("identity.connections.listProviders");
};

export default function Connections() {
  const words = useWords<typeof en>("identity").connections;
  const rows = useList("identity.connections.list");
  const { data, problem, isLoading, retry } = useRead("identity.connections.listProviders");
  const [leaving, setLeaving] = useState<Connection>();
  const providers = data?.data ?? [];
  return (
    <Page
      title={words.title}
      lead={words.lead}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <SettingsNav />
      <ComingBack said={words} />
      <Section title={words.list}>
        <List
          label={words.list}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem(providers, setLeaving)}
          onDelete={setLeaving}
          empty={
            <Empty icon="link" title={words.empty}>
              {words.emptyHint}
            </Empty>
          }
          lines={2}
        />
      </Section>
      <Providers providers={providers} />
      {leaving && <Disconnect connection={leaving} close={() => setLeaving(undefined)} />}
    </Page>
  );
}

function useItem(providers: readonly Provider[], leave: (connection: Connection) => void): (row: Connection) => Item {
  const words = useWords<typeof en>("identity").connections;
  const { titleOf, purposeOf } = useProviderWords(providers);
  return (row) => {
    const provider = providers.find((one) => one.provider === row.provider);
    const title = titleOf(row.provider);
    const canConnect = provider !== undefined && isAgreed(provider) && provider.isConfigured;
    return {
      name: row.accountName ? `${title}, ${row.accountName}` : title,
      title: (
        <>
          <span className="data">{title}</span> {row.accountName && <span className="quiet">{row.accountName}</span>}
        </>
      ),
      lead: <Glyph icon="link" of="system" />,
      sub: (
        <>
          {purposeOf(row.provider)}{" "}
          {row.lastSyncedAt && (
            <>
              {words.synced} <Time at={row.lastSyncedAt} />
            </>
          )}
          {row.status === "active" && row.reauthDueAt !== null && (
            <>
              {" "}
              <State tone="warn">{words.due(day(dayOf(row.reauthDueAt)))}</State>
            </>
          )}
        </>
      ),
      end: <State tone={TONES[row.status]}>{words.statuses[row.status]}</State>,
      menu: [
        ...(provider?.isSynced
          ? [{ label: words.sync, icon: "again" as const, onSelect: () => void sync(row, title) }]
          : []),
        ...(provider && isAgreed(provider)
          ? [
              {
                label: words.again,
                icon: "link" as const,
                why: !canConnect && words.notConfigured,
                onSelect: () => void connect(row.provider, { connectionId: row.id }),
              },
            ]
          : []),
        { label: words.disconnect, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => leave(row) },
      ],
    };
  };
}

const TONES = { active: undefined, needs_reauth: "warn", revoked: "bad" } as const;

const sync = (row: Connection, title: string) =>
  change("identity.connections.sync", { path: { connectionId: row.id }, row, patch: {}, title }).catch(() => {});
