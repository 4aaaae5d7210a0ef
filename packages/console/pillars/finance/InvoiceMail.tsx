/** An invoice by mail: where to and in which language, and what became of it. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { type Problem as ProblemOf, problemOfError } from "#console/data/problem.ts";
import { useRead } from "#console/data/read.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem, State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { LanguageField } from "./InvoiceForm.tsx";
import type { Invoice } from "./InvoiceStatus.tsx";
import type en from "./words.en.ts";

export function MailInvoice({ invoice, name, onClose }: { invoice: Invoice; name: string; onClose: () => void }) {
  const words = useWords<typeof en>("finance").invoices;
  const common = useCommon();
  const isDraft = invoice.status === "draft";
  const usual = useContactAddress(invoice.contactId);
  const [address, setAddress] = useState(invoice.mailTo ?? "");
  const [locale, setLocale] = useState(invoice.locale);
  const [wrong, setWrong] = useState<ProblemOf>();
  const sending = useChange("finance.invoices.send");
  const mailing = useChange("finance.invoices.mail");
  const path = { invoiceId: invoice.id };
  const to = address.trim() || undefined;

  const send = async () => {
    setWrong(undefined);
    let row = invoice;
    try {
      if (isDraft && locale !== invoice.locale)
        row = await change("finance.invoices.update", { path, body: { locale }, row, title: name, isQuiet: true });
    } catch (error) {
      setWrong(problemOfError(error));
      return;
    }
    const intent = { path, row, patch: {}, title: name };
    const done = isDraft
      ? await sending.run({ ...intent, body: { email: true, ...(to && { address: to }) } })
      : await mailing.run({ ...intent, body: to ? { address: to } : {} });
    if (!done) return;
    await beginListsAnew("finance.invoices");
    onClose();
  };
  const problem = wrong ?? sending.problem ?? mailing.problem;
  return (
    <Sheet open title={words.mailTitle(name)} onClose={onClose}>
      <Stack>
        {isDraft && <Remark>{words.mailNumbers}</Remark>}
        <Text
          label={words.address}
          help={usual ? words.usualAddress : undefined}
          type="email"
          placeholder={usual}
          value={address}
          maxLength={320}
          onChange={({ target }) => setAddress(target.value)}
        />
        {isDraft && <LanguageField value={locale} onChange={setLocale} />}
        {problem && (
          <Problem problem={problem.code === "not_configured" ? { ...problem, text: words.noMail } : problem} />
        )}
        <div className="row">
          <Button
            kind="main"
            icon="mail"
            busy={sending.isPending || mailing.isPending}
            why={!to && !usual && words.sayAddress}
            onClick={() => void send()}
          >
            {words.mail}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </Stack>
    </Sheet>
  );
}

/** Where mail to who pays goes unless another address is said. */
function useContactAddress(contactId: string | null): string | undefined {
  const { data } = useRead("people.contacts.get", contactId === null ? undefined : { path: { contactId } });
  return data?.emails?.[0]?.value;
}

export function MailState({ invoice }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance").invoices;
  const { mailStatus, mailProblem, mailedAt, mailTo } = invoice;
  const to = mailTo && (
    <>
      {" "}
      <span className="data">{mailTo}</span>
    </>
  );
  if (mailStatus === "failed")
    return (
      <State tone="bad">
        {words.mailProblems[mailProblem ?? "unanswered"]}
        {to}
      </State>
    );
  if (mailStatus === "requested")
    return (
      <State tone="live">
        {words.mailOnItsWay}
        {to}
      </State>
    );
  return (
    <State>
      {mailedAt && <Time at={mailedAt} form="moment" />}
      {to}
    </State>
  );
}
