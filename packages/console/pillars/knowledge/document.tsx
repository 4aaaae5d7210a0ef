/** One document: how it reads, and where it is written. */
import { Link, useNavigate, useParams } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import type { Answer } from "#console/data/client.ts";
import { useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import { Entity } from "#console/frame/Entity.tsx";
import { entityOf, type PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Markdown } from "#console/ui/Markdown.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { DocumentAbout, DocumentEditor } from "./DocumentForm.tsx";
import { remove } from "./documents.tsx";
import type en from "./words.en.ts";

type Document = Answer<"knowledge.documents.get">;

const parameters = { edit: flag() };

export const load: PageModule["load"] = ({ params }) =>
  prefetch("knowledge.documents.get", { path: { documentId: params.documentId! } });

export default function DocumentPage() {
  const words = useWords<typeof en>("knowledge");
  const [{ edit }, setUrl] = useUrl(parameters);
  const { documentId } = useParams() as { documentId: string };
  const { data: document, problem, isLoading, retry } = useRead("knowledge.documents.get", { path: { documentId } });
  return (
    <Page
      above={<Link to="/knowledge/documents">{words.documents.title}</Link>}
      title={document?.title ?? words.documents.title}
      lead={document && <Lead document={document} />}
      actions={document && <Actions document={document} isEditing={edit} onEdit={(now) => setUrl({ edit: now })} />}
      state={isLoading ? "loading" : problem && !document ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {document && (
        <Columns told={<Told document={document} />}>
          {edit ? <DocumentEditor key={document.id} document={document} /> : <Read document={document} />}
        </Columns>
      )}
    </Page>
  );
}

/** When it changed last, and what there is to say of the file that it is made from. */
function Lead({ document: { status, statusReason, statusReasonCoded, updatedAt } }: { document: Document }) {
  const words = useWords<typeof en>("knowledge").document;
  const said = useSaid();
  const reason = statusReason && <p dir="auto">{said(statusReason, statusReasonCoded)}</p>;
  if (status === "reading") return <Remark icon="info">{words.reading}</Remark>;
  if (status === "failed")
    return (
      <Remark icon="warning" tone="bad">
        <p>{words.failed}</p>
        {reason}
      </Remark>
    );
  return (
    <>
      <Time at={updatedAt} />
      {reason && (
        <Remark icon="warning" tone="warn">
          {reason}
        </Remark>
      )}
    </>
  );
}

type ActionsProps = { document: Document; isEditing: boolean; onEdit: (isEditing: boolean) => void };

function Actions({ document, isEditing, onEdit }: ActionsProps) {
  const words = useWords<typeof en>("knowledge").document;
  const common = useCommon();
  const go = useNavigate();
  const gone = async () => {
    await remove(document);
    void go("/knowledge/documents");
  };
  return (
    <>
      <Button kind="main" icon={isEditing ? "check" : "pencil"} onClick={() => onEdit(!isEditing)}>
        {isEditing ? words.done : common.edit}
      </Button>
      <Button kind="bare" icon="trash" onClick={() => void gone()}>
        {common.delete}
      </Button>
    </>
  );
}

/** As the API compares names. */
const compared = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function Read({ document: { id, contentMarkdown, title, status } }: { document: Document }) {
  const words = useWords<typeof en>("knowledge").document;
  const links = useList("knowledge.links.list", { query: { type: "document", id } });
  const paths = new Map(
    allOf(links).flatMap((one) => {
      const path = one.title === null ? undefined : entityOf(one.type)?.path?.(one.id);
      return path === undefined ? [] : [[compared(one.title!), path.startsWith("/") ? path : `/${path}`] as const];
    }),
  );
  if (contentMarkdown.trim() === "") return status === "ready" ? <Empty icon="book" title={words.empty} /> : null;
  // The page is called like it already.
  const first = /^#[ \t]+([^\n]*)\n?/.exec(contentMarkdown);
  const text = first?.[1]?.trim() === title ? contentMarkdown.slice(first[0].length) : contentMarkdown;
  return (
    <Section title={<span className="unseen">{words.text}</span>}>
      <Markdown text={text} level={2} pathOf={(name) => paths.get(compared(name))} />
    </Section>
  );
}

function Told({ document }: { document: Document }) {
  const words = useWords<typeof en>("knowledge").document;
  const { sourceFileId, sourceEmailId } = document;
  return (
    <>
      {(sourceFileId || sourceEmailId) && (
        <Section title={words.known}>
          <Card flush>
            <Facts
              facts={[
                sourceFileId && { name: words.fromFile, value: <Entity type="file" id={sourceFileId} /> },
                sourceEmailId && { name: words.fromMail, value: <Entity type="email" id={sourceEmailId} /> },
              ].filter((fact) => fact !== null && fact !== "")}
            />
          </Card>
        </Section>
      )}
      <DocumentAbout key={document.id} document={document} />
      <Backlinks type="document" id={document.id} />
    </>
  );
}
