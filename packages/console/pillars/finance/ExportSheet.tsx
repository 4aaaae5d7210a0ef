/** Transactions as files for other programs. */
import { useState } from "react";
import { fileOf } from "#console/data/bytes.ts";
import { SavingSheet } from "#console/frame/SavingSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { type Format, heldIn } from "./exported.ts";
import { PickAccount } from "./Pick.tsx";
import { useNames } from "./rows.ts";
import type en from "./words.en.ts";

type ExportSheetProps = {
  /** The account that is looked at. */
  account?: string;
  onClose: () => void;
};

export function ExportSheet({ account, onClose }: ExportSheetProps) {
  const { exporting: words, transactions } = useWords<typeof en>("finance");
  const common = useCommon();
  const { accounts } = useNames();
  const [format, setFormat] = useState<Format>("csv");
  const [accountId, setAccount] = useState<string | null>(account ?? null);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const name = (accountId && accounts.get(accountId)) || transactions.title;
  const asked = { format, ...(accountId && { accountId }), ...(from && { from }), ...(to && { to }) };
  const saving = {
    fileBehind: (after: string | undefined) =>
      fileOf("finance.transactions.download", { query: { ...asked, ...(after && { after }) } }),
    heldIn: (text: string) => heldIn(format, text),
    nameOf: (part: number) => (part === 1 ? words.fileName(name, format) : words.partName(name, part, format)),
  };
  // A file is called after its account.
  const isNamed = accountId === null || accounts.has(accountId);
  const why = format === "ofx" && accountId === null ? words.sayAccount : !isNamed && common.loading;
  return (
    <SavingSheet words={words} saving={saving} why={why} onClose={onClose}>
      <Radios
        label={words.format}
        segmented
        value={format}
        choices={[
          { value: "csv", label: words.formats.csv },
          { value: "ofx", label: words.formats.ofx },
        ]}
        onChange={setFormat}
      />
      <PickAccount
        label={words.account}
        help={format === "ofx" ? words.ofxHelp : undefined}
        placeholder={format === "ofx" ? undefined : words.allAccounts}
        value={accountId}
        onChange={setAccount}
      />
      <div className="fields-row">
        <DateField label={words.from} value={from} onChange={(day) => setFrom(day ?? null)} />
        <DateField label={words.to} value={to} onChange={(day) => setTo(day ?? null)} />
      </div>
    </SavingSheet>
  );
}
