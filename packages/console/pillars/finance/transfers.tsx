/** What may be a transfer, where several transactions could belong together: each is said to be one, or none. */
import { useRef } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { beginListsAnew, prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Page, Row, Stack } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { day, money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { ACCOUNTS, CATEGORIES, type Transaction, useAll, useNames } from "./rows.ts";
import address from "./transaction.css?url";
import { nameOf } from "./transaction-changes.ts";
import type en from "./words.en.ts";

type Proposal = RowOf<"finance.transfer-proposals.list">;

const PROPOSED = { query: { status: "proposed" as const } };
/** Of so many rows one request may name the ids. */
const MOST_IDS = 100;

export const load: PageModule["load"] = () => {
  prefetchList("finance.transfer-proposals.list", PROPOSED);
  prefetchList("finance.accounts.list", ACCOUNTS);
  prefetchList("finance.budget-categories.list", CATEGORIES);
};

export default function Transfers() {
  const words = useWords<typeof en>("finance");
  const rows = useList("finance.transfer-proposals.list", PROPOSED);
  // What was decided a moment ago is still in the list, as it is now.
  const proposals = useAll(rows).filter(({ status }) => status === "proposed");
  const shown = proposals.slice(0, MOST_IDS / 2);
  const ids = shown.flatMap(({ outflowId, inflowId }) => [outflowId, inflowId]);
  const sides = useRead(
    "finance.transactions.list",
    ids.length === 0 ? undefined : { query: { id: [...new Set(ids)].sort(), limit: MOST_IDS } },
  );
  // Those that were read before stay: with each decision others are asked for.
  const known = useRef(new Map<string, Transaction>());
  for (const row of sides.data?.data ?? []) known.current.set(row.id, row);
  const byId = known.current;
  const problem = rows.problem ?? sides.problem;
  const isLoading = rows.state === "loading" || (sides.isLoading && !ids.every((id) => byId.has(id)));
  return (
    <>
      <link rel="stylesheet" href={address} precedence="page" />
      <Page
        above={<Link to="/finance/transactions">{words.transactions.title}</Link>}
        title={words.transfers.title}
        lead={shown.length > 0 && words.transfers.lead}
        state={isLoading ? "loading" : problem ? "failed" : "ready"}
        problem={problem}
        retry={() => {
          rows.retry();
          sides.retry();
        }}
      >
        {shown.length === 0 ? (
          <Card>
            <Empty icon="repeat" title={words.transfers.empty}>
              {words.transfers.emptyHint}
            </Empty>
          </Card>
        ) : (
          <Stack>
            {shown.map((one) => (
              <Proposed key={one.id} proposal={one} out={byId.get(one.outflowId)} in={byId.get(one.inflowId)} />
            ))}
          </Stack>
        )}
      </Page>
    </>
  );
}

type ProposedProps = { proposal: Proposal; out: Transaction | undefined; in: Transaction | undefined };

function Proposed({ proposal, out, in: into }: ProposedProps) {
  const { transactions, transfers: words } = useWords<typeof en>("finance");
  const nameOfSide = (row: Transaction | undefined) => (row ? (nameOf(row) ?? transactions.unnamed) : words.gone);
  const title = out ? words.one(money(-out.amountCents, out.currency)) : words.title;
  return (
    <Card>
      <div role="group" aria-label={`${nameOfSide(out)}, ${nameOfSide(into)}`} className="stack">
        <h2>{title}</h2>
        <div className="sides">
          <Side label={words.out} row={out} />
          <Side label={words.in} row={into} />
        </div>
        <Row>
          <Button kind="main" onClick={() => void decide("accept", proposal, title)}>
            {words.accept}
          </Button>
          <Button onClick={() => void decide("dismiss", proposal, title)}>{words.dismiss}</Button>
        </Row>
      </div>
    </Card>
  );
}

function Side({ label, row }: { label: string; row: Transaction | undefined }) {
  const words = useWords<typeof en>("finance");
  const { accounts } = useNames();
  const account = row?.accountId ? accounts.get(row.accountId) : undefined;
  return (
    <div className="side">
      <span className="quiet small">{label}</span>
      {row ? (
        <>
          <b dir="auto">
            <Link to={`/finance/transactions/${row.id}`}>{nameOf(row) ?? words.transactions.unnamed}</Link>
          </b>
          <span>
            <Money cents={row.amountCents} currency={row.currency} /> · {day(row.date, "weekday")}
          </span>
          {account !== undefined && (
            <span className="quiet small" dir="auto">
              {account}
            </span>
          )}
        </>
      ) : (
        <span className="quiet">{words.transfers.gone}</span>
      )}
    </div>
  );
}

/** It goes at once, and is back when it did not hold. With an accepted one those go that cannot be transfers any more. */
async function decide(how: "accept" | "dismiss", proposal: Proposal, title: string): Promise<void> {
  const status = how === "accept" ? "accepted" : "dismissed";
  const intent = { path: { transferProposalId: proposal.id }, row: proposal, patch: { status }, title };
  // Why it did not hold is told by the change.
  await change(`finance.transfer-proposals.${how}`, intent).catch(() => {});
  await beginListsAnew("finance.transfer-proposals");
}
