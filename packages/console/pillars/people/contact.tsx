/** One contact: who they are, how they are reached, and what an address book knew of them. */
import update from "contract:people.contacts.update";
import { Link, Navigate, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { FoldedRate } from "#console/frame/RateFields.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Columns, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { Dates } from "./Dates.tsx";
import { Interactions } from "./Interactions.tsx";
import { mergedInto } from "./merging.ts";
import { Reach } from "./Reach.tsx";
import { ReachedBy } from "./Reached.tsx";
import { Relations } from "./Relations.tsx";
import { typesOf } from "./types.ts";
import type en from "./words.en.ts";

type Contact = Answer<"people.contacts.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("people.contacts.get", { path: { contactId: params.contactId! } });

export default function ContactPage() {
  const words = useWords<typeof en>("people");
  const common = useCommon();
  const navigate = useNavigate();
  const { contactId } = useParams() as { contactId: string };
  const { data: contact, problem, isLoading, retry } = useRead("people.contacts.get", { path: { contactId } });
  const forget = async () => {
    await change("people.contacts.remove", { path: { contactId }, row: contact, title: contact?.name });
    void navigate("/people/contacts");
  };
  const into = mergedInto(problem);
  if (into !== undefined) return <Navigate to={`/people/contacts/${into}`} replace />;
  return (
    <Page
      above={<Link to="/people/contacts">{words.contacts.title}</Link>}
      title={contact?.name ?? words.contacts.title}
      actions={
        contact && (
          <>
            <Reach
              name={contact.name}
              phone={contact.phones?.[0]?.value ?? null}
              email={contact.emails?.[0]?.value ?? null}
            />
            <Button kind="bare" icon="trash" onClick={() => void forget()}>
              {common.delete}
            </Button>
          </>
        )
      }
      state={isLoading ? "loading" : problem && !contact ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {contact && (
        <>
          {contact.unreadable && <Remark icon="lock">{words.contact.unreadable}</Remark>}
          <Columns
            told={
              <>
                <Interactions contact={contact} onChange={retry} />
                <Relations contact={contact} />
                <Dates contactId={contact.id} />
              </>
            }
          >
            <Edit key={contact.id} contact={contact} />
            <Facts details={contact.details} />
          </Columns>
          <Backlinks type="contact" id={contact.id} />
        </>
      )}
    </Page>
  );
}

function Edit({ contact }: { contact: Contact }) {
  const words = useWords<typeof en>("people").contact;
  const form = useForm(update, { values: contact, draft: contact.id });
  const path = { contactId: contact.id };
  const { hourly } = useWords<typeof en>("people");
  const save = form.submit((body, row) =>
    change("people.contacts.update", { path, body, row, title: contact.name, isQuiet: true }),
  );
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
        <Text label={words.name} {...form.input("name")} />
        <Select label={words.type} choices={typesOf(words.types)} {...form.input("contactType")} />
        <ReachedBy form={form} name="emails" />
        <ReachedBy form={form} name="phones" />
        <Text label={words.birthday} help={words.birthdayHelp} {...form.input("birthday")} />
        <NumberField
          label={words.birthdayRemind}
          help={words.birthdayRemindHelp}
          integer
          min={0}
          max={365}
          unit={words.days}
          {...form.value<number>("birthdayRemindDays")}
        />
        <NumberField
          label={words.keepInTouch}
          help={words.keepInTouchHelp}
          integer
          min={1}
          max={3660}
          unit={words.days}
          {...form.value<number>("keepInTouchDays")}
        />
        <TextArea label={words.notes} rows={5} {...form.input("notes")} />
        <FoldedRate form={form} words={hourly} />
      </FormBody>
    </Card>
  );
}

/** What an address book had beside the fields, each under its name. */
function Facts({ details }: { details: Contact["details"] }) {
  const words = useWords<typeof en>("people").contact;
  const entries = Object.entries(details);
  if (entries.length === 0) return null;
  const nameOf = (key: string) => words.facts[key as keyof typeof words.facts] ?? key;
  return (
    <Section title={words.more}>
      <Card>
        <Stack>
          {entries.map(([key, value]) => (
            <Row key={key} end={<span dir="auto">{inWords(value)}</span>}>
              <span className="quiet">{nameOf(key)}</span>
            </Row>
          ))}
        </Stack>
      </Card>
    </Section>
  );
}

/** `{label: "home", street: "Park 4", locality: "Berlin"}` → `home: Park 4, Berlin`. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(" · ");
  if (typeof value !== "object" || value === null) return String(value);
  const { label, ...parts } = value as Record<string, unknown>;
  const said = Object.values(parts).map(inWords).join(", ");
  return typeof label === "string" ? `${label}: ${said}` : said;
}
