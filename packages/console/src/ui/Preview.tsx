import "./Preview.css";
import { useEffect, useState } from "react";
import { Skeleton } from "./State.tsx";

export type PreviewKind = "picture" | "pdf" | "text";

/** More than anybody reads here; the file has the rest. */
const SHOWN_CHARACTERS = 100_000;

/**
 * What can be shown of a file in place, by its media type; undefined for what is only downloaded. A page or a picture with scripts (HTML, SVG, XML) is
 * never shown: neither are PDFs where the browser has no viewer for them.
 */
export function previewOf(mimeType: string): PreviewKind | undefined {
  if (/^image\/(jpeg|png|gif|webp|avif|bmp)$/.test(mimeType)) return "picture";
  if (/^(text\/(plain|csv|markdown|calendar|vcard)|application\/json)$/.test(mimeType)) return "text";
  return mimeType === "application/pdf" && navigator.pdfViewerEnabled ? "pdf" : undefined;
}

/** A file as it looks. `bytes` has the type that it is shown as, and its text is text, whatever it says. */
export function Preview({ kind, bytes, label }: { kind: PreviewKind; bytes: Blob; label: string }) {
  if (kind === "text") return <PlainText bytes={bytes} label={label} />;
  return <Shown kind={kind} bytes={bytes} label={label} />;
}

/** Its place while it is on its way: what is below does not move when it comes. */
export function PreviewSpace({ kind }: { kind: PreviewKind }) {
  return (
    <div className={`preview ${kind}`}>
      <Skeleton kind="lines" />
    </div>
  );
}

function Shown({ kind, bytes, label }: { kind: "picture" | "pdf"; bytes: Blob; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  if (!url) return <PreviewSpace kind={kind} />;
  return kind === "picture" ? (
    <img className="preview picture" src={url} alt={label} />
  ) : (
    <iframe className="preview pdf" src={url} title={label} />
  );
}

function PlainText({ bytes, label }: { bytes: Blob; label: string }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let isGone = false;
    void bytes.text().then((read) => isGone || setText(read.slice(0, SHOWN_CHARACTERS)));
    return () => {
      isGone = true;
    };
  }, [bytes]);
  if (text === undefined) return <PreviewSpace kind="text" />;
  return (
    // What scrolls has to be reachable by the keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <pre className="preview text mono" dir="auto" tabIndex={0} role="group" aria-label={label}>
      {text}
    </pre>
  );
}
