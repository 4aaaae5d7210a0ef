/** What several pages of Operations show. */
import "./operations.css";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
import { useSession } from "#console/data/session.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { type Coded, useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** A page as wide as its tables need, with compact rows. */
export function OpsPage(props: ComponentProps<typeof Page>) {
  return (
    <div className="operations">
      <Page wide {...props} />
    </div>
  );
}

/** Said before anything of a person's is seen: that it is recorded. */
export function Recorded({ children }: { children?: ReactNode }) {
  const words = useWords<typeof en>("operations");
  return <Remark icon="shield">{children ?? words.recorded}</Remark>;
}

/** Somebody, by the beginning of their id: a name would be one more look at them. */
export function PersonLink({ id }: { id: string | null }) {
  const words = useWords<typeof en>("operations");
  const me = useSession().me?.id;
  if (id === null) return <Unknown />;
  return (
    <Link className="mono" to={`/operations/users/${id}`} title={id}>
      {id === me ? words.you : shortId(id)}
    </Link>
  );
}

/** Ids begin with their time, so that their ends tell them apart. */
export const shortId = (id: string): string => (id.length > 13 ? `…${id.slice(-8)}` : id);

/** What nobody can tell, with the reason for those who ask. */
export function Unknown({ why, coded }: { why?: string | null; coded?: Coded | null }) {
  const words = useWords<typeof en>("operations");
  const said = useSaid();
  const reason = why ? said(why, coded) : words.notKnown;
  return (
    <span className="unknown quiet" title={reason}>
      –<span className="unseen data"> {reason}</span>
    </span>
  );
}

/** What a machine holds, as it holds it. */
export function Data({ label, value }: { label: string; value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <Card>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1) */}
      <pre className="data" dir="auto" tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
    </Card>
  );
}

/** No event tells of these rows; they are read again when somebody asks. */
export function Again({ onClick }: { onClick: () => void }) {
  const words = useWords<typeof en>("operations");
  return (
    <Button kind="bare" icon="again" onClick={onClick}>
      {words.again}
    </Button>
  );
}

/** How a run is, as the workflow server says. */
export function RunState({ status, why }: { status: string | null; why?: string | null }) {
  const words = useWords<typeof en>("operations").runs.states;
  if (status === null) return <Unknown why={why} />;
  const label = words[status as keyof typeof words] ?? status;
  if (status === "failed") return <State tone="bad">{label}</State>;
  if (status === "running") return <State tone="live">{label}</State>;
  return <State icon={status === "completed" ? "check" : "stop"}>{label}</State>;
}
