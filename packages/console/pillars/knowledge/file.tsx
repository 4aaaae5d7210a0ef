/** One file: how it looks, what is known of it, and what its person says of it. */
import "./knowledge.css";
import { Link, useNavigate, useParams } from "react-router";
import { useBytes } from "#console/data/bytes.ts";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { useSession } from "#console/data/session.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Preview, PreviewSpace, previewOf } from "#console/ui/Preview.tsx";
import { Empty, Problem } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { size } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { FileForm } from "./FileForm.tsx";
import { FileState } from "./FileState.tsx";
import { toFolder } from "./Folders.tsx";
import { remove } from "./files.tsx";
import { nameOf } from "./folders.ts";
import { Photo } from "./Photo.tsx";
import { saveFile } from "./save.ts";
import type en from "./words.en.ts";

type File = Answer<"knowledge.files.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("knowledge.files.get", { path: { fileId: params.fileId! } });

export default function FilePage() {
  const words = useWords<typeof en>("knowledge");
  const { fileId } = useParams() as { fileId: string };
  const { data: file, problem, isLoading, retry } = useRead("knowledge.files.get", { path: { fileId } });
  const folder = file?.folderPath ?? "/";
  return (
    <Page
      above={
        <Link to={toFolder(folder)}>
          {folder === "/" ? words.files.title : <span dir="auto">{nameOf(folder)}</span>}
        </Link>
      }
      title={file?.fileName ?? words.files.title}
      lead={file && <Lead file={file} />}
      actions={file && <Actions file={file} />}
      state={isLoading ? "loading" : problem && !file ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {file && (
        <Columns told={<About file={file} />}>
          <Look file={file} />
          <FileForm key={file.id} file={file} />
          <Backlinks type="file" id={file.id} />
        </Columns>
      )}
    </Page>
  );
}

/** Its state in a sentence, and what to do about it. */
function Lead({ file }: { file: File }) {
  const words = useWords<typeof en>("knowledge");
  const said = useSaid();
  if (file.status === "ready")
    return (
      <>
        <span className="data">{size(file.sizeBytes)}</span> · <Time at={file.createdAt} />
        {file.forOthersReason && (
          <Remark icon="warning" tone="warn">
            <p>{words.file.notForOthers}</p>
            <p dir="auto">{said(file.forOthersReason, file.forOthersReasonCoded)}</p>
          </Remark>
        )}
      </>
    );
  // A file that was deleted for good has no page.
  if (file.status === "purged") return null;
  if (file.status === "checking") return <FileState file={file} />;
  return (
    <Remark icon="warning" tone={file.status === "pending" ? "warn" : "bad"}>
      <p>{words.file.why[file.status]}</p>
      {file.statusReason && <p dir="auto">{said(file.statusReason, file.statusReasonCoded)}</p>}
    </Remark>
  );
}

function Actions({ file }: { file: File }) {
  const words = useWords<typeof en>("knowledge").files;
  const ofDocument = useWords<typeof en>("knowledge").document;
  const making = useChange("knowledge.documents.fromFile");
  const common = useCommon();
  const go = useNavigate();
  const gone = async () => {
    await remove(file);
    void go(toFolder(file.folderPath));
  };
  const make = async () => {
    const made = await making.run({ body: { fileId: file.id }, makes: "knowledge.documents", title: file.fileName });
    if (made) void go(`/knowledge/documents/${made.id}`);
  };
  return (
    <>
      <Button
        kind="main"
        icon="download"
        why={file.status !== "ready" && words.notReady}
        onClick={() => void saveFile(file)}
      >
        {words.save}
      </Button>
      <Button
        icon="book"
        busy={making.isPending}
        why={file.status !== "ready" && words.notReady}
        onClick={() => void make()}
      >
        {ofDocument.make}
      </Button>
      <Button kind="bare" icon="trash" onClick={() => void gone()}>
        {common.delete}
      </Button>
    </>
  );
}

const MEGABYTE = 1_000_000;
/** More than this is not fetched only to be looked at. */
const MOST_BYTES = { picture: 50 * MEGABYTE, pdf: 50 * MEGABYTE, text: MEGABYTE };

function Look({ file }: { file: File }) {
  const words = useWords<typeof en>("knowledge").file;
  const kind = file.status === "ready" ? previewOf(file.mimeType) : undefined;
  const isSmall = kind !== undefined && file.sizeBytes <= MOST_BYTES[kind];
  const { bytes, problem, retry } = useBytes(
    "knowledge.files.download",
    isSmall ? { params: { path: { fileId: file.id } }, type: file.mimeType, version: file.sha256 } : undefined,
  );
  if (file.status !== "ready") return null;
  return (
    <Section title={words.look}>
      {!isSmall ? (
        <div className="list-box">
          <Empty icon="eye" title={kind ? words.tooLarge : words.notShown}>
            {words.saveIt}
          </Empty>
        </div>
      ) : problem ? (
        <Problem problem={problem} retry={retry} />
      ) : bytes ? (
        <Preview kind={kind} bytes={bytes} label={file.fileName} />
      ) : (
        <PreviewSpace kind={kind} />
      )}
    </Section>
  );
}

function About({ file }: { file: File }) {
  const words = useWords<typeof en>("knowledge").file;
  const { me } = useSession();
  const isMine = file.userId === me?.id;
  const { aiDescription, aiTags } = file;
  return (
    <>
      <Section title={words.about}>
        <Card flush>
          <Facts
            facts={[
              { name: words.type, value: <span className="mono">{file.mimeType}</span> },
              { name: words.size, value: <span className="data">{size(file.sizeBytes)}</span> },
              { name: words.added, value: <Time at={file.createdAt} form="moment" /> },
              { name: words.owner, value: isMine ? words.mine : words.theirs },
              ...(file.status === "ready" ? [{ name: words.checked, value: words.asSaid }] : []),
              { name: words.hash, value: <span className="mono small">{file.sha256}</span> },
            ]}
          />
        </Card>
        {(aiDescription || aiTags.length > 0) && (
          <Remark icon="spark">
            <span dir="auto">{[aiDescription, ...aiTags].filter(Boolean).join(" · ")}</span>
          </Remark>
        )}
      </Section>
      {isMine && file.status === "ready" && file.mimeType.startsWith("image/") && <Photo fileId={file.id} />}
    </>
  );
}
