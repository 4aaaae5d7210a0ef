/** One account: what is on it, and what moved. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { EditAccount, setClosed } from "./accounts.tsx";
import { Balance, balanceParameters, balancesOf } from "./Balance.tsx";
import { BankOfAccount } from "./Banks.tsx";
import { ExportSheet } from "./ExportSheet.tsx";
import { Money } from "./Money.tsx";
import { Reconcile } from "./Reconcile.tsx";
import { TransactionList } from "./TransactionList.tsx";
import type en from "./words.en.ts";

const moved = (accountId: string) => ({ query: { sort: "-date" as const, accountId } });

export const load: PageModule["load"] = ({ params, url }) => {
  prefetch("finance.accounts.get", { path: { accountId: params.accountId! } });
  prefetch(
    "finance.accounts.balances",
    balancesOf(params.accountId!, valuesOf(balanceParameters, url.searchParams).step),
  );
  prefetchList("finance.transactions.list", moved(params.accountId!));
};

export default function AccountPage() {
  const words = useWords<typeof en>("finance");
  const common = useCommon();
  const { accountId } = useParams() as { accountId: string };
  const { data: account, problem, isLoading, retry } = useRead("finance.accounts.get", { path: { accountId } });
  const rows = useList("finance.transactions.list", moved(accountId));
  const [isEdited, setEdited] = useState(false);
  const [isExported, setExported] = useState(false);
  const [isReconciled, setReconciled] = useState(false);
  return (
    <Page
      above={<Link to="/finance/accounts">{words.accounts.title}</Link>}
      title={account?.name ?? words.accounts.title}
      lead={
        account && (
          <>
            <Money cents={account.balanceCents} currency={account.currency} /> · {words.accounts.kinds[account.type]}
            {account.institution && (
              <>
                {" · "}
                <span dir="auto">{account.institution}</span>
              </>
            )}{" "}
            {account.isClosed && <Tag>{words.accounts.isClosed}</Tag>}
          </>
        )
      }
      actions={
        account && (
          <>
            <Button kind="bare" onClick={() => void setClosed(account, !account.isClosed)}>
              {account.isClosed ? words.accounts.reopen : words.accounts.close}
            </Button>
            <Button kind="bare" icon="download" onClick={() => setExported(true)}>
              {words.exporting.open}
            </Button>
            <Button icon="check" onClick={() => setReconciled(true)}>
              {words.balance.reconcile}
            </Button>
            <Button icon="pencil" onClick={() => setEdited(true)}>
              {common.edit}
            </Button>
          </>
        )
      }
      state={isLoading ? "loading" : problem && !account ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {account?.connectionId && <BankOfAccount connectionId={account.connectionId} />}
      {account && <Balance account={account} />}
      <Section title={words.transactions.title}>
        <TransactionList
          label={words.transactions.title}
          rows={rows}
          isOfAccount
          empty={<Empty icon="money" title={words.accounts.nothingMoved} />}
        />
      </Section>
      {account && isReconciled && <Reconcile account={account} onClose={() => setReconciled(false)} />}
      {account && isExported && <ExportSheet account={account.id} onClose={() => setExported(false)} />}
      {account && isEdited && <EditAccount account={account} onClose={() => setEdited(false)} />}
    </Page>
  );
}
