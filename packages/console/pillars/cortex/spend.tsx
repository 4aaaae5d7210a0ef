/** The tokens that one has for models: what is left, what was asked for them, and where more come from. */
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { call } from "#console/data/client.ts";
import { prefetchList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { Facts, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { Time } from "#console/ui/Time.tsx";
import { day, dayOf, money, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { SpendEntries } from "./SpendEntries.tsx";
import { newest, SpendRequests } from "./SpendRequests.tsx";
import { capabilityIn } from "./spent.ts";
import type en from "./words.en.ts";

type Tokens = Answer<"cortex.tokens.get">;
type Pack = Answer<"billing.packs.list">["data"][number];

const VIEWS = ["requests", "days", "entries"] as const;
const parameters = { show: oneOf(...VIEWS) };

export const load: PageModule["load"] = () => {
  prefetch("cortex.tokens.get");
  prefetch("billing.packs.list");
  prefetch("cortex.usage.days");
  return prefetchList("cortex.usage.list", newest);
};

export default function Spend() {
  const words = useWords<typeof en>("cortex").spend;
  const tokens = useRead("cortex.tokens.get");
  const packs = useRead("billing.packs.list");
  const [{ show }, setUrl] = useUrl(parameters);
  const [searched] = useSearchParams();
  const isReady = tokens.data && !packs.isLoading;
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      state={isReady ? "ready" : tokens.problem ? "failed" : "loading"}
      problem={tokens.problem}
      retry={() => void tokens.retry()}
    >
      {searched.get("checkout") === "done" && <p role="status">{words.bought}</p>}
      {tokens.data && <Left tokens={tokens.data} />}
      {packs.data && packs.data.data.length > 0 && <Packs packs={packs.data.data} />}
      <Tabs
        label={words.show}
        tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        {show === "requests" ? <SpendRequests /> : show === "days" ? <ByDay /> : <SpendEntries />}
      </Tabs>
    </Page>
  );
}

function Left({ tokens }: { tokens: Tokens }) {
  const words = useWords<typeof en>("cortex").spend;
  const { isConfigured, balance, reserved, perMonth, refillAt, callsPerHour, callsLeft, callsAgainAt } = tokens;
  return (
    <Card>
      <Stack>
        {!isConfigured && (
          <p className="quiet">
            {words.notConfigured} <Link to="/identity/settings">{words.toSettings}</Link>
          </p>
        )}
        {tokens.exhaustedAt && <p role="status">{words.exhausted}</p>}
        <Facts
          facts={[
            { name: words.balance, value: perMonth === null ? words.noLimit : number(balance) },
            ...(reserved > 0 ? [{ name: words.reserved, value: number(reserved) }] : []),
            ...(perMonth === null
              ? []
              : [{ name: words.refill, value: words.perMonth(number(perMonth), day(dayOf(refillAt), "long")) }]),
            {
              name: words.calls,
              value:
                callsPerHour === null ? words.noLimit : words.callsOf(number(callsLeft ?? 0), number(callsPerHour)),
              note: callsLeft === 0 && callsAgainAt ? <Time at={callsAgainAt} form="moment" /> : undefined,
            },
          ]}
        />
      </Stack>
    </Card>
  );
}

function Packs({ packs }: { packs: readonly Pack[] }) {
  const words = useWords<typeof en>("cortex").spend;
  const [going, setGoing] = useState<string>();
  const buy = async (priceId: string) => {
    setGoing(priceId);
    await leaveFor(priceId);
    setGoing(undefined);
  };
  return (
    <Section title={words.packs}>
      <Card>
        <Stack>
          {packs.map(({ priceId, tokens, amountCents, currency }) => (
            <Row
              key={priceId}
              end={
                <Button small icon="external" busy={going === priceId} onClick={() => void buy(priceId)}>
                  {words.buy(number(tokens), money(amountCents, currency))}
                </Button>
              }
            >
              {words.tokens(tokens)}
            </Row>
          ))}
        </Stack>
      </Card>
    </Section>
  );
}

function ByDay() {
  const all = useWords<typeof en>("cortex");
  const words = all.spend;
  const { data, problem, isLoading, retry } = useRead("cortex.usage.days");
  const rows = {
    ...rowsOf(data?.data ?? [], "days"),
    ...(isLoading && { state: "loading" as const }),
    ...(problem && !data && { state: "failed" as const, problem, retry: () => void retry() }),
  };
  return (
    <Table
      label={words.views.days}
      rows={rows}
      keyOf={(one) => `${one.day} ${one.capability}`}
      empty={<Empty icon="chart" title={words.nothingAsked} />}
      columns={[
        { id: "day", label: words.day, cell: (one) => day(one.day, "short") },
        { id: "capability", label: words.what, isName: true, cell: (one) => capabilityIn(all, one.capability) },
        { id: "requests", label: words.requests, isNumber: true, cell: (one) => number(one.requests) },
        { id: "kept", label: words.kept, isNumber: true, isExtra: true, cell: (one) => number(one.kept) },
        { id: "failed", label: words.failed, isNumber: true, isExtra: true, cell: (one) => number(one.failed) },
        { id: "charged", label: words.charged, isNumber: true, cell: (one) => number(one.chargedTokens) },
      ]}
    />
  );
}

/** Leaves for the page of Stripe's on which a pack is bought, which sends the person back here. */
async function leaveFor(priceId: string): Promise<void> {
  try {
    const header = { "idempotency-key": crypto.randomUUID() };
    const { url } = await call("billing.checkout.begin", { body: { priceId }, header });
    // Only a page of the web is gone to, whatever was answered.
    if (new URL(url).protocol === "https:") location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}
