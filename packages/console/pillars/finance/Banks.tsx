/** Banks that tell of their accounts by themselves, by Plaid: how they are, and how one is connected or connected again. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { connect } from "#console/data/connecting.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import { ComingBack } from "#console/frame/ComingBack.tsx";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Section } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { day, dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Bank = RowOf<"identity.connections.list">;

export const BANKS = { query: { provider: "plaid" as const } };

export function Banks() {
  const words = useWords<typeof en>("finance").banks;
  const rows = useList("identity.connections.list", BANKS);
  const isConfigured = useIsConfigured();
  const item = useItem(isConfigured === true);
  return (
    <>
      {rows.state === "ready" && (
        <Section
          title={words.list}
          more={
            <ButtonLink small kind="bare" to="/identity/connections">
              {words.manage}
            </ButtonLink>
          }
        >
          <List label={words.list} rows={rows} keyOf={({ id }) => id} item={item} empty={null} lines={2} />
        </Section>
      )}
      {isConfigured === false && (
        <Remark>
          {words.notConfigured}{" "}
          <ButtonLink small kind="bare" to="/ingest/imports?add=yes&kind=bank_csv">
            {words.importInstead}
          </ButtonLink>
        </Remark>
      )}
    </>
  );
}

/** Whether this installation has an account at Plaid; undefined until that is known. */
function useIsConfigured(): boolean | undefined {
  const { data } = useRead("identity.connections.listProviders");
  return data?.data.find(({ provider }) => provider === "plaid")?.isConfigured;
}

export function ConnectBank() {
  const words = useWords<typeof en>("finance").banks;
  const isConfigured = useIsConfigured();
  const [isGoing, setGoing] = useState(false);
  const go = async () => {
    setGoing(true);
    await connect("plaid", { page: "finance/accounts" });
    setGoing(false);
  };
  return (
    <Button icon="link" busy={isGoing} why={isConfigured === false && words.notConfigured} onClick={() => void go()}>
      {words.connect}
    </Button>
  );
}

/** Plaid has sent the person back. */
export const BackFromBank = () => <ComingBack said={useWords<typeof en>("finance").banks} />;

const again = ({ id }: Bank) => void connect("plaid", { page: "finance/accounts", connectionId: id });

const TONES = { active: undefined, needs_reauth: "warn", revoked: "bad" } as const;

function useItem(canConnect: boolean): (bank: Bank) => Item {
  const words = useWords<typeof en>("finance").banks;
  return (bank) => ({
    name: bank.accountName ?? words.bank,
    sub: <Synced bank={bank} />,
    end: <State tone={TONES[bank.status]}>{words.statuses[bank.status]}</State>,
    menu: [
      ...(bank.status === "active"
        ? [{ label: words.sync, icon: "again" as const, onSelect: () => void sync(bank).catch(() => {}) }]
        : []),
      {
        label: words.again,
        icon: "link",
        why: !canConnect && words.notConfigured,
        onSelect: () => again(bank),
      },
    ],
  });
}

function Synced({ bank }: { bank: Bank }) {
  const words = useWords<typeof en>("finance").banks;
  if (bank.status === "needs_reauth") return words.needsReauth;
  return (
    <>
      {bank.lastSyncedAt === null ? (
        words.never
      ) : (
        <>
          {words.synced} <Time at={bank.lastSyncedAt} />
        </>
      )}
      {isDue(bank) && (
        <>
          {" · "}
          <State tone="warn">{words.due(day(dayOf(bank.reauthDueAt)))}</State>
        </>
      )}
    </>
  );
}

/** Whether the bank has said that it lets nobody in any more after a day, unless its person agrees again. */
const isDue = (bank: Bank): bank is Bank & { reauthDueAt: string } =>
  bank.status === "active" && typeof bank.reauthDueAt === "string";

const sync = (row: Bank) =>
  change("identity.connections.sync", {
    path: { connectionId: row.id },
    row,
    patch: {},
    title: row.accountName ?? undefined,
  });

/** Of an account that a bank tells of: how that bank is, and what to do where it wants something. */
export function BankOfAccount({ connectionId }: { connectionId: string }) {
  const words = useWords<typeof en>("finance").banks;
  const { data: bank } = useRead("identity.connections.get", { path: { connectionId } });
  if (!bank) return null;
  if (bank.status === "active")
    return (
      <p className="quiet row">
        <span>
          <Synced bank={bank} />
        </span>
        <Button small kind="bare" icon="again" onClick={() => void sync(bank).catch(() => {})}>
          {words.sync}
        </Button>
        {isDue(bank) && (
          <Button small icon="link" onClick={() => again(bank)}>
            {words.again}
          </Button>
        )}
      </p>
    );
  return (
    <Remark icon="warning" tone="warn">
      <p>{bank.status === "needs_reauth" ? words.needsReauth : words.statuses.revoked}</p>
      <Button small icon="link" onClick={() => again(bank)}>
        {words.again}
      </Button>
    </Remark>
  );
}
