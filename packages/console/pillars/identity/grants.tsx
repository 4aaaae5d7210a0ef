/** What is shared row by row, in both directions. */
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useWords } from "#console/words/words.ts";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

type Grant = RowOf<"identity.grants.list">;

const DIRECTIONS = ["given", "received"] as const;
const parameters = { direction: oneOf(...DIRECTIONS) };

export const load: PageModule["load"] = ({ url }) => {
  const { direction } = valuesOf(parameters, url.searchParams);
  prefetchList("identity.grants.list", { query: { direction, titles: true } });
};

export default function Grants() {
  const words = useWords<typeof en>("identity").grants;
  const [{ direction }, setUrl] = useUrl(parameters);
  const grants = useList("identity.grants.list", { query: { direction, titles: true } });
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <SettingsNav />
      <Tabs
        label={words.direction}
        tabs={DIRECTIONS.map((id) => ({ id, label: words.directions[id] }))}
        value={direction}
        onChange={(next) => setUrl({ direction: next })}
      >
        <List
          label={words.list}
          rows={grants}
          keyOf={({ id }) => id}
          item={useItem(direction)}
          empty={
            <Empty icon="link" title={words.empty[direction]}>
              {direction === "given" && words.emptyHint}
            </Empty>
          }
        />
      </Tabs>
    </Page>
  );
}

function useItem(direction: (typeof DIRECTIONS)[number]): (grant: Grant) => Item {
  const words = useWords<typeof en>("identity").grants;
  return (grant) => {
    const grantee = grant.granteeName ?? grant.email ?? words.somebody;
    const who = direction === "given" ? words.to(grantee) : words.from(grant.grantorName ?? words.somebody);
    return {
      name: `${grant.title ?? grant.entityType}: ${who}`,
      title: <Entity type={grant.entityType} id={grant.entityId} name={grant.title ?? undefined} />,
      sub: <span dir="auto">{who}</span>,
      end: <Tag>{words.roles[grant.role]}</Tag>,
      menu:
        direction === "given"
          ? [
              {
                label: words.withdraw,
                danger: true,
                icon: "cross",
                onSelect: () => void withdraw(grant, words.withdrawn(grantee)).catch(() => {}),
              },
            ]
          : undefined,
    };
  };
}

/** Taking it back gives it anew: the API keeps no withdrawn grants. */
const withdraw = (grant: Grant, text: string) =>
  change("identity.grants.remove", {
    path: { grantId: grant.id },
    row: grant,
    title: text,
    undoText: text,
    undo: () => {
      const { entityType, entityId, role, granteeId, email } = grant;
      const body = { entityType, entityId, role, ...(granteeId ? { granteeId } : { email: email! }) };
      return change("identity.grants.create", { body, title: text });
    },
  });
