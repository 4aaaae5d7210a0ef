import "./Page.css";
import { type ReactNode, useDeferredValue, useEffect, useId, useRef } from "react";
import { useCommon } from "#console/words/common.ts";
import { Problem, type ShownProblem, Skeleton } from "./State.tsx";

type PageProps = {
  /** In the product's voice: a date, a name, a sentence. */
  title: ReactNode;
  /** What is to be known at a glance, one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** A way back to the list it belongs to, as a link. */
  above?: ReactNode;
  /** Wider, for tables and graphs. */
  wide?: boolean;
  state?: "loading" | "ready" | "failed";
  problem?: ShownProblem;
  retry?: () => void;
  children: ReactNode;
};

/** A page: its title, then what it shows, or a skeleton, or what went wrong. Navigation puts the focus on the title. */
export function Page({
  title,
  lead,
  actions,
  above,
  wide,
  state: newest = "ready",
  problem,
  retry,
  children,
}: PageProps) {
  const { product } = useCommon();
  // What has arrived is drawn beside everything else, bit by bit, and the skeleton stays for as long.
  const state = useDeferredValue(newest);
  // So does the head: a line more in it would push the skeleton down.
  const newestHead = { title, lead, actions };
  const head = useRef(newestHead);
  if (state === newest) head.current = newestHead;
  const { title: shownTitle, lead: shownLead, actions: shownActions } = head.current;
  const heading = useRef<HTMLHeadingElement>(null);
  // The window is called as the page is, whatever its title is made of: in the list of tabs and to screen readers it is the only sign.
  useEffect(() => {
    const text = heading.current?.textContent;
    document.title = text ? `${text} · ${product}` : product;
  });
  return (
    <div className={wide ? "page wide" : "page"}>
      <header className="page-head">
        {above && <p className="quiet above">{above}</p>}
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {shownTitle}
        </h1>
        {shownActions && <div className="actions">{shownActions}</div>}
        {shownLead && <div className="lead">{shownLead}</div>}
      </header>
      {state === "failed" && problem ? (
        <Problem problem={problem} retry={retry} />
      ) : state === "loading" ? (
        <Card flush>
          <Skeleton rows={6} />
        </Card>
      ) : (
        <div className="stack">{children}</div>
      )}
    </div>
  );
}

/** Two columns at most: what I do, what I am told. On phones one below the other; with `toldFirst` the first of what I am told, which asks something, comes before all. */
export function Columns({ children, told, toldFirst }: { children: ReactNode; told: ReactNode; toldFirst?: boolean }) {
  return (
    <div className={toldFirst ? "columns told-first" : "columns"}>
      <div className="stack">{children}</div>
      <div className="stack">{told}</div>
    </div>
  );
}

/** A list and the row that is open beside it; on phones only one of them shows. */
export function Split({ list, detail }: { list: ReactNode; detail?: ReactNode }) {
  return (
    <div className={detail ? "split with-detail" : "split"}>
      <div className="stack">{list}</div>
      {detail && <div className="stack">{detail}</div>}
    </div>
  );
}

/** Sections one below the other. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>;
}

/** A part of a page with a heading of its own. */
export function Section({ title, more, children }: { title: ReactNode; more?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {more && <div className="section-more">{more}</div>}
      </div>
      {children}
    </section>
  );
}

/** A surface with a hairline. Never one inside another. `flush` lets lists and tables reach its edge. */
export function Card({ flush, children }: { flush?: boolean; children: ReactNode }) {
  return <div className={flush ? "card flush" : "card"}>{children}</div>;
}

/** Things side by side that wrap. */
export function Row({ end, children }: { end?: ReactNode; children: ReactNode }) {
  return (
    <div className="row">
      {children}
      {end && <div className="row-end">{end}</div>}
    </div>
  );
}
