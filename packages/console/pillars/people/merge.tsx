/** Two contacts side by side: field by field one is chosen, or both, and what comes out is seen before it is done. */
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import { labelOf, useFieldNames, wordOf } from "#console/frame/field-names.ts";
import { MergeSides } from "#console/frame/MergeSides.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { shownValue } from "#console/frame/shown-value.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page, Row } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import {
  becomes,
  type Choice,
  type Choices,
  type Contact,
  canBeBoth,
  differences,
  FIELDS,
  type Field,
  mergeTwo,
  sayTwo,
} from "./merging.ts";
import type en from "./words.en.ts";

const pairOf = (one: string, other: string) => {
  const [contactId, otherId] = one < other ? [one, other] : [other, one];
  return { query: { contactId, otherId, status: "open" as const, limit: 1 } };
};

export const load: PageModule["load"] = ({ params: { contactId, otherId } }) => {
  for (const id of [contactId!, otherId!]) prefetch("people.contacts.get", { path: { contactId: id } });
  prefetch("people.duplicates.list", pairOf(contactId!, otherId!));
};

export default function Merge() {
  const all = useWords<typeof en>("people");
  const { contactId, otherId } = useParams() as { contactId: string; otherId: string };
  const mine = useRead("people.contacts.get", { path: { contactId } });
  const theirs = useRead("people.contacts.get", { path: { contactId: otherId } });
  const problem = mine.problem ?? theirs.problem;
  const isReady = mine.data !== undefined && theirs.data !== undefined;
  return (
    <Page
      above={<Link to="/people/duplicates">{all.duplicates.title}</Link>}
      title={all.merging.title}
      lead={isReady && all.merging.lead}
      state={isReady ? "ready" : problem ? "failed" : "loading"}
      problem={problem}
      retry={() => {
        mine.retry();
        theirs.retry();
      }}
    >
      {isReady && <Sides key={`${contactId} ${otherId}`} mine={mine.data!} theirs={theirs.data!} />}
    </Page>
  );
}

function Sides({ mine, theirs }: { mine: Contact; theirs: Contact }) {
  const all = useWords<typeof en>("people");
  const words = all.merging;
  const navigate = useNavigate();
  const shown = useShown();
  const pairs = useRead("people.duplicates.list", pairOf(mine.id, theirs.id));
  const pair = pairs.data?.data[0];
  const [chosen, setChosen] = useState<Choices>({});
  const [isBusy, setBusy] = useState(false);
  const differing = differences(mine, theirs);
  const choiceOf = (field: Field, usual: Choice): Choice => chosen[field] ?? usual;
  const same = FIELDS.length - differing.length;
  const act = async (work: () => Promise<unknown>, to: string) => {
    setBusy(true);
    try {
      await work();
      await navigate(to);
    } catch {
      // Why it did not hold is told by the change.
      setBusy(false);
    }
  };
  const merge = () => {
    const fields = Object.fromEntries(differing.map(({ field, usual }) => [field, choiceOf(field, usual)])) as Choices;
    return act(() => mergeTwo(mine, theirs, fields, all), `/people/contacts/${mine.id}`);
  };
  return (
    <>
      {(mine.unreadable ?? theirs.unreadable) && <Remark icon="lock">{words.unlike}</Remark>}
      <Card>
        <MergeSides
          mine={words.left(mine.name)}
          theirs={words.right(theirs.name)}
          result={words.result}
          both={words.both}
          fields={differing.map(({ field, usual }) => ({
            name: field,
            label: shown.label(field),
            mine: shown.value(field, mine[field]),
            theirs: shown.value(field, theirs[field]),
            canBeBoth: canBeBoth(field, mine, theirs),
            choice: choiceOf(field, usual),
            becomes: shown.value(field, becomes(field, choiceOf(field, usual), mine, theirs)),
          }))}
          onChoose={(field, choice) => setChosen({ ...chosen, [field]: choice })}
        />
        <p className="quiet">{differing.length === 0 ? words.allSame : same > 0 && words.same(same)}</p>
      </Card>
      <p className="quiet">{words.shared}</p>
      <Row>
        <Button kind="main" busy={isBusy} onClick={() => void merge()}>
          {words.merge}
        </Button>
        {pair && <Button onClick={() => void act(() => sayTwo(pair, all), "/people/duplicates")}>{words.two}</Button>}
        <Button
          kind="bare"
          icon="repeat"
          onClick={() => void navigate(`/people/contacts/${theirs.id}/merge/${mine.id}`, { replace: true })}
        >
          {words.swap}
        </Button>
      </Row>
    </>
  );
}

/** Fields and their values as a person reads them. */
function useShown() {
  const words = useWords<typeof en>("people").contact;
  const names = useFieldNames("people");
  const truth = useCommon();
  const { language } = usePlace();
  const facts = { ...names, ...words.facts };
  return {
    label: (field: Field) => labelOf(field, names, language),
    value: (field: Field, value: unknown) =>
      field === "emails" || field === "phones"
        ? reachedBy(value as Contact["emails"])
        : (wordOf(field, value, names) ?? shownValue(value, { names: facts, truth, language })),
  };
}

/** Addresses or numbers, one a line, each with what it is for. */
const reachedBy = (reached: Contact["emails"]): string =>
  (reached ?? []).map(({ value, label }) => (label ? `${value} (${label})` : value)).join("\n");
