/** Markdown as it reads. What renders it comes when it is needed first. */
import { lazy, Suspense } from "react";
import address from "./Markdown.css?url";
import { Skeleton } from "./State.tsx";

const MarkdownBlocks = lazy(() => import("./MarkdownBlocks.tsx"));

type MarkdownProps = {
  text: string;
  /** The level of its first headings; 2 unless given, since the page has one of its own. */
  level?: number;
  /** Where a name in double brackets leads, in the console; without it they stay as they are written. */
  pathOf?: (name: string) => string | undefined;
};

/**
 * Nothing in it does anything: HTML is text, pictures from elsewhere are links, and links lead to http, https, mailto and tel alone. Of a very long
 * text the beginning is shown.
 */
export function Markdown(props: MarkdownProps) {
  return (
    <div className="markdown">
      <link rel="stylesheet" href={address} precedence="page" />
      <Suspense fallback={<Skeleton kind="lines" />}>
        <MarkdownBlocks {...props} />
      </Suspense>
    </div>
  );
}
