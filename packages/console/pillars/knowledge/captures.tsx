/** What comes in from elsewhere, and what became of it: paste it, drop it, look. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DropZone, type Given, PickFiles } from "#console/ui/DropZone.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Card, Page, Row, Stack } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf, list } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { capture, MAX_BYTES, ofFile, ofPaste, TAKEN } from "./capturing.ts";
import type en from "./words.en.ts";

export type Capture = RowOf<"knowledge.captures.list">;
type Said = (typeof en)["captures"];

const VIEWS = ["all", "waiting", "failed"] as const;
const parameters = { show: oneOf(...VIEWS) };
const queries = {
  all: {},
  waiting: { query: { status: "waiting" } },
  failed: { query: { status: "failed" } },
} as const;

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("knowledge.captures.list", queries[valuesOf(parameters, url.searchParams).show]);

export default function Captures() {
  const words = useWords<typeof en>("knowledge").captures;
  const [{ show }, setUrl] = useUrl(parameters);
  const rows = useList("knowledge.captures.list", queries[show]);
  const item = useItem();
  const take = async (given: readonly Given[]) => {
    for (const { file } of given) {
      if (file.size > MAX_BYTES) notify({ kind: "problem", text: words.tooLarge(file.name) });
      else await capture(ofFile(file.name, await file.text()));
    }
  };
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      actions={<PickFiles label={words.pick} several accept={TAKEN} onFiles={(given) => void take(given)} />}
    >
      <DropZone label={words.dropHere} onFiles={(given) => void take(given)}>
        <Stack>
          <Paste />
          <Tabs
            label={words.show}
            tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
            value={show}
            onChange={(next) => setUrl({ show: next })}
          >
            <List
              label={words.list}
              rows={rows}
              keyOf={({ id }) => id}
              item={item}
              lines={2}
              onDelete={(one) => void remove(one, words)}
              empty={
                <Empty icon="download" title={words.empty[show]}>
                  {show === "all" && words.emptyHint}
                </Empty>
              }
            />
          </Tabs>
        </Stack>
      </DropZone>
    </Page>
  );
}

function Paste() {
  const words = useWords<typeof en>("knowledge").captures;
  const [pasted, setPasted] = useState("");
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    if (await capture(ofPaste(pasted))) setPasted("");
    setSending(false);
  };
  return (
    <Card>
      <Stack>
        <TextArea
          label={words.paste}
          help={words.pasteHelp}
          rows={3}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Row>
          <Button kind="main" busy={isSending} why={pasted.trim() === "" && words.nothing} onClick={() => void send()}>
            {words.capture}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

function useItem(): (capture: Capture) => Item {
  const words = useWords<typeof en>("knowledge").captures;
  const said = useSaid();
  return (one) => {
    const title = titleOf(one, words);
    return {
      name: title,
      title: <span dir="auto">{title}</span>,
      lead: <Glyph icon="download" of="knowledge" />,
      sub: (
        <span dir="auto">
          {[
            words.sources[one.source],
            one.status === "failed" ? said(one.statusReason ?? "", one.statusReasonCoded) : becameOf(one, words),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      ),
      end:
        one.status === "analysed" ? (
          <span className="quiet small">
            <DayText of={dayOf(one.capturedAt)} />
          </span>
        ) : (
          <State tone={one.status === "failed" ? "warn" : "live"}>{words.statuses[one.status]}</State>
        ),
      to: `/knowledge/captures/${one.id}`,
      menu: [
        { label: words.again, icon: "again", onSelect: () => void analyseAgain(one, words) },
        {
          label: words.delete,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(one, words),
        },
      ],
    };
  };
}

/** What a person knows it by. */
export const titleOf = (one: Pick<Capture, "title" | "source">, words: Said): string =>
  one.title ?? `${words.sources[one.source]}: ${words.untitled}`;

/** In words, what it has become; nothing as long as nobody has looked. */
export function becameOf({ outcome }: Pick<Capture, "outcome">, words: Said): string | undefined {
  if (!outcome) return undefined;
  const { documents, highlights, metrics, keyPoints, mentalModels } = outcome;
  const parts = [
    documents.length > 0 && words.documents(documents.length),
    highlights && highlights.added > 0 && words.highlights(highlights.added),
    metrics && words.metrics(metrics.received - metrics.refused),
    keyPoints > 0 && words.keyPoints(keyPoints),
    mentalModels > 0 && words.models(mentalModels),
  ].filter((part) => part !== false && part !== null);
  return parts.length > 0 ? list(parts) : words.nothingElse;
}

export async function analyseAgain(one: Pick<Capture, "id" | "title" | "source">, words: Said): Promise<void> {
  const answer = change("knowledge.captures.analyse", {
    path: { captureId: one.id },
    row: one,
    patch: { status: "waiting" },
    title: titleOf(one, words),
  });
  await answer.then(
    () => notify({ kind: "info", text: words.waitingAgain }),
    () => {},
  );
}

export const remove = (one: Pick<Capture, "id" | "title" | "source">, words: Said) =>
  change("knowledge.captures.remove", { path: { captureId: one.id }, row: one, title: titleOf(one, words) });
