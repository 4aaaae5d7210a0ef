/** What programs sign in with: each key, what it may do, how long, and when it was used. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Secret } from "#console/ui/Secret.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Sure } from "#console/ui/Sure.tsx";
import { day, dayOf, list, now, relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewKey } from "./NewKey.tsx";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

type Key = RowOf<"identity.api-keys.list">;

const parameters = { add: flag() };

export const load: PageModule["load"] = () => prefetchList("identity.api-keys.list");

export default function ApiKeys() {
  const words = useWords<typeof en>("identity").keys;
  const [{ add }, setUrl] = useUrl(parameters);
  const keys = useList("identity.api-keys.list");
  const [asked, setAsked] = useState<{ key: Key; what: "revoke" | "roll" }>();
  const [secret, setSecret] = useState<string>();
  const open = () => setUrl({ add: true });
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      actions={
        <Button kind="main" icon="plus" onClick={open}>
          {words.add}
        </Button>
      }
    >
      <SettingsNav />
      <List
        label={words.list}
        rows={keys}
        keyOf={({ id }) => id}
        item={useItem((key, what) => setAsked({ key, what }))}
        empty={
          <Empty icon="key" title={words.empty} action={<Button onClick={open}>{words.add}</Button>}>
            {words.emptyHint}
          </Empty>
        }
      />
      {add && <NewKey close={() => setUrl({ add: false })} made={setSecret} />}
      {asked?.what === "revoke" && (
        <Sure
          title={words.revokeTitle(asked.key.name)}
          text={words.revokeText}
          action={words.revoke}
          close={() => setAsked(undefined)}
          run={() => revoke(asked.key)}
        />
      )}
      {asked?.what === "roll" && (
        <Sure
          title={words.rollTitle(asked.key.name)}
          text={words.rollText}
          action={words.roll}
          close={() => setAsked(undefined)}
          run={async () => setSecret((await roll(asked.key)).secret)}
        />
      )}
      {secret && <Shown secret={secret} close={() => setSecret(undefined)} />}
    </Page>
  );
}

function useItem(ask: (key: Key, what: "revoke" | "roll") => void): (key: Key) => Item {
  const words = useWords<typeof en>("identity").keys;
  return (key) => {
    const isOver = key.expiresAt !== null && key.expiresAt <= now().toISOString();
    const life = isOver ? words.expired : key.expiresAt === null ? words.never : words.until(day(dayOf(key.expiresAt)));
    return {
      name: key.name,
      sub: (
        <>
          <span className="mono">{key.prefix}…</span> <span className="mono">{list(key.scopes)}</span>
        </>
      ),
      lead: <Glyph icon="key" />,
      end: key.revokedAt ? (
        <State icon="stop">{words.revoked}</State>
      ) : (
        <span className="quiet small">
          {life} · {key.lastUsedAt ? words.used(relative(key.lastUsedAt)) : words.unused}
        </span>
      ),
      menu:
        key.revokedAt || isOver
          ? undefined
          : [
              { label: words.roll, icon: "again", onSelect: () => ask(key, "roll") },
              { label: words.revoke, icon: "stop", danger: true, onSelect: () => ask(key, "revoke") },
            ],
    };
  };
}

/** The one time that a secret is shown: only its own button puts it away. */
function Shown({ secret, close }: { secret: string; close: () => void }) {
  const words = useWords<typeof en>("identity").keys;
  return (
    <Dialog
      open
      alert
      dirty
      onClose={close}
      title={words.secretTitle}
      actions={
        <Button kind="main" onClick={close}>
          {words.done}
        </Button>
      }
    >
      <Secret secret={secret} text={words.secret} copy={words.copy} copied={words.copied} />
    </Dialog>
  );
}

const revoke = (key: Key) =>
  change("identity.api-keys.revoke", {
    path: { apiKeyId: key.id },
    row: key,
    patch: { revokedAt: now().toISOString() },
    title: key.name,
  });

const roll = (key: Key) => change("identity.api-keys.roll", { path: { apiKeyId: key.id }, row: key, title: key.name });
