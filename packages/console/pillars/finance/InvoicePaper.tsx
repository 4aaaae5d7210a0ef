/** An invoice as who pays gets it: shown where the browser can, and saved in any case. */
import { saveBytes, useFile } from "#console/data/bytes.ts";
import { Button } from "#console/ui/Button.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Preview, PreviewSpace, previewOf } from "#console/ui/Preview.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type { Invoice } from "./InvoiceStatus.tsx";
import type en from "./words.en.ts";

const PDF = "application/pdf";

export function InvoicePaper({ invoice }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance").invoices;
  const path = { invoiceId: invoice.id };
  const { bytes, problem, retry } = useFile("finance.pdf.get", { path }, String(invoice.version));
  const isShown = previewOf(PDF) !== undefined;
  const save = (
    <Button
      small
      icon="download"
      why={!bytes && words.notHere}
      onClick={() => bytes && saveBytes(bytes, words.fileName(invoice.number ?? words.draft))}
    >
      {words.save}
    </Button>
  );
  return (
    <Section title={words.paper} more={save}>
      {problem && !bytes ? (
        <Problem problem={problem} retry={retry} />
      ) : !isShown ? (
        <div className="list-box">
          <Empty icon="file" title={words.notShown} />
        </div>
      ) : bytes ? (
        <Preview kind="pdf" bytes={bytes} label={words.paper} />
      ) : (
        <PreviewSpace kind="pdf" />
      )}
    </Section>
  );
}
