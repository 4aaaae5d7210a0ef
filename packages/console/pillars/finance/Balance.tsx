/** What was on one account over time, and what of it the transactions do not explain. */
import { lazy, Suspense, useMemo } from "react";
import { useRead } from "#console/data/read.ts";
import { useUrl } from "#console/data/url.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { findingOf } from "./finding.ts";
import { Money } from "./Money.tsx";
import type { Account } from "./rows.ts";
import { OFFERED, type Step, spanOf, step } from "./spans.ts";
import type en from "./words.en.ts";

const MoneySeries = lazy(() => import("./MoneySeries.tsx"));

/** Of an account: how far back its balances are shown. */
export const balanceParameters = { step: step() };

export const balancesOf = (accountId: string, step: Step) => ({
  path: { accountId },
  query: spanOf(step, today()),
});

export function Balance({ account }: { account: Account }) {
  const all = useWords<typeof en>("finance");
  const [{ step }, setUrl] = useUrl<{ step: Step }>(balanceParameters);
  const { data, problem, isLoading, retry } = useRead("finance.accounts.balances", balancesOf(account.id, step));
  return (
    <Section
      title={all.balance.title}
      more={
        <Radios
          label={all.netWorth.by}
          unseenLabel
          segmented
          value={step}
          choices={OFFERED.map((value) => ({ value, label: all.netWorth.spans[value] }))}
          onChange={(next) => setUrl({ step: next })}
        />
      }
    >
      {account.connectionId !== null && <Unexplained account={account} />}
      {isLoading && <Skeleton kind="figure" rows={1} />}
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && (
        <Card>
          {data.data.length < 2 ? (
            <p className="quiet">{data.data.length === 0 ? all.balance.none : all.netWorth.oneDay}</p>
          ) : (
            <Drawn points={data.data} currency={data.currency} />
          )}
        </Card>
      )}
    </Section>
  );
}

type DrawnProps = { points: readonly { date: string; balanceCents: number }[]; currency: string };

function Drawn({ points, currency }: DrawnProps) {
  const all = useWords<typeof en>("finance");
  const drawn = useMemo(() => {
    const cents = points.map(({ balanceCents }) => balanceCents);
    const line = { label: all.balance.title, of: "finance", mark: "line" as const, cents };
    return { days: points.map(({ date }) => date), panels: [{ title: all.balance.title, lines: [line] }] };
  }, [points, all]);
  const found = points.map(({ date, balanceCents }) => ({ date, cents: balanceCents }));
  return (
    <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
      <MoneySeries finding={findingOf(found, currency, all.netWorth)} {...drawn} currency={currency} />
    </Suspense>
  );
}

/** A connected account has what its bank says, which the transactions that are here need not add up to. */
function Unexplained({ account }: { account: Account }) {
  const words = useWords<typeof en>("finance").balance;
  const { balanceCents, unexplainedCents, currency } = account;
  return (
    <Card flush>
      <Facts
        facts={[
          { name: words.atBank, value: <Money cents={balanceCents} currency={currency} /> },
          { name: words.explained, value: <Money cents={balanceCents - unexplainedCents} currency={currency} /> },
          {
            name: words.unexplained,
            value: <Money cents={unexplainedCents} currency={currency} />,
            note: unexplainedCents !== 0 && words.unexplainedNote,
          },
        ]}
      />
    </Card>
  );
}
