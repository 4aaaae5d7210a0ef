/** The private addresses that receive mail: each can be copied, and retired for good. */
import "./ingest.css";
import { useState } from "react";
import { Link } from "react-router";
import { change, useChange } from "#console/data/change.ts";
import { beginListsAnew, prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Address = RowOf<"ingest.addresses.list">;

const ACTIVE = { query: { isActive: true } };
const RETIRED = { query: { isActive: false } };

export const load: PageModule["load"] = () => prefetchList("ingest.addresses.list", ACTIVE);

export default function Addresses() {
  const words = useWords<typeof en>("ingest");
  const [retired, setRetired] = useState<Address>();
  const rows = useList("ingest.addresses.list", ACTIVE);
  return (
    <Page
      above={<Link to="/ingest/emails">{words.emails.title}</Link>}
      title={words.addresses.title}
      lead={words.addresses.lead}
    >
      <Create />
      <List
        label={words.addresses.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={useItem(setRetired)}
        empty={<Empty icon="mail" title={words.addresses.empty} />}
        onDelete={setRetired}
        lines={2}
      />
      <Retired />
      <Retire address={retired} onClose={() => setRetired(undefined)} />
    </Page>
  );
}

/** Folded, since nobody can do anything with them: they tell where old mail came to. */
function Retired() {
  const words = useWords<typeof en>("ingest").addresses;
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.retired}</summary>
      {isOpen && <RetiredList />}
    </details>
  );
}

function RetiredList() {
  const words = useWords<typeof en>("ingest").addresses;
  const rows = useList("ingest.addresses.list", RETIRED);
  return (
    <List
      label={words.retired}
      rows={rows}
      keyOf={({ id }) => id}
      item={({ address, label }) => ({
        name: address,
        title: <span className="mono">{address}</span>,
        sub: label && <span dir="auto">{label}</span>,
      })}
      empty={<Empty icon="mail" title={words.noneRetired} />}
      lines={2}
    />
  );
}

function Create() {
  const words = useWords<typeof en>("ingest").addresses;
  const [label, setLabel] = useState("");
  const making = useChange("ingest.addresses.create");
  const make = async () => {
    if (await making.run({ body: { label: label.trim() || null }, title: words.title })) setLabel("");
  };
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (!making.isPending) void make();
      }}
    >
      <Text
        label={words.label}
        placeholder={words.example}
        maxLength={100}
        value={label}
        error={making.problem?.text}
        onChange={({ target }) => setLabel(target.value)}
      />
      <Button type="submit" busy={making.isPending}>
        {words.create}
      </Button>
    </form>
  );
}

function useItem(retire: (address: Address) => void): (address: Address) => Item {
  const words = useWords<typeof en>("ingest").addresses;
  const copy = async ({ address }: Address) => {
    try {
      await navigator.clipboard.writeText(address);
      notify({ kind: "done", text: words.copied(address) });
    } catch {
      notify({ kind: "problem", text: words.notCopied });
    }
  };
  return (row) => ({
    name: row.address,
    title: <span className="mono">{row.address}</span>,
    sub: row.label && <span dir="auto">{row.label}</span>,
    end: (
      <Button small icon="copy" tabIndex={-1} onClick={() => void copy(row)}>
        {words.copy}
      </Button>
    ),
    menu: [
      { label: words.copy, icon: "copy", onSelect: () => void copy(row) },
      { label: words.retire, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => retire(row) },
    ],
  });
}

/** The one thing here that cannot be taken back, and so the one that asks. */
function Retire({ address, onClose }: { address: Address | undefined; onClose: () => void }) {
  const words = useWords<typeof en>("ingest").addresses;
  const common = useCommon();
  const retire = async () => {
    if (!address) return;
    onClose();
    // Not as the deletion of a row, which could be taken back.
    await change("ingest.addresses.remove", { path: { addressId: address.id }, title: address.address });
    await beginListsAnew("ingest.addresses");
  };
  return (
    <Dialog
      open={address !== undefined}
      onClose={onClose}
      title={words.retireQuestion}
      alert
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" onClick={() => void retire()}>
            {words.retire}
          </Button>
        </>
      }
    >
      <p className="mono">{address?.address}</p>
      <p>{words.retireHelp}</p>
    </Dialog>
  );
}
