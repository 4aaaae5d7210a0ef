/** The households one is in, who else is, and who is invited. */
import create from "contract:identity.households.create";
import accept from "contract:identity.invites.accept";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Card, Page, Section, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { Invites } from "./Invites.tsx";
import { Members } from "./Members.tsx";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

export type Household = RowOf<"identity.households.list">;

export const load: PageModule["load"] = () => prefetchList("identity.households.list");

export default function Households() {
  const words = useWords<typeof en>("identity").households;
  const households = useList("identity.households.list");
  const all = Array.from({ length: households.count }, (_, at) => households.at(at)).filter((one) => one !== undefined);
  return (
    <Page title={words.title} lead={households.state === "ready" && <p>{words.lead(all.length)}</p>}>
      <SettingsNav />
      {households.state === "loading" && (
        <Card>
          <Skeleton rows={4} />
        </Card>
      )}
      {households.state === "failed" && households.problem && (
        <Problem problem={households.problem} retry={households.retry} />
      )}
      {households.state === "empty" && (
        <Card>
          <Empty icon="home" title={words.empty}>
            {words.emptyHint}
          </Empty>
        </Card>
      )}
      {all.map((household) => (
        <Stack key={household.id}>
          <Members household={household} />
          <Invites household={household} />
        </Stack>
      ))}
      <Join />
      <Found />
    </Page>
  );
}

function Join() {
  const words = useWords<typeof en>("identity").households;
  const form = useForm(accept);
  const submit = form.submit(async (body) => {
    const { token } = body as { token: string };
    const { name } = await change("identity.invites.accept", {
      body: { token: token.trim() },
      title: words.join,
      isQuiet: true,
      makes: "identity.households",
    });
    notify({ kind: "done", text: words.joined(name) });
  });
  return (
    <Section title={words.accept}>
      <Card>
        <form className="settings-form" onSubmit={submit}>
          <Text label={words.acceptToken} help={words.acceptHelp} {...form.input("token")} />
          {form.problem && <Problem problem={form.problem} />}
          <div>
            <Button type="submit" busy={form.isPending}>
              {words.join}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}

function Found() {
  const words = useWords<typeof en>("identity").households;
  const form = useForm(create);
  const submit = form.submit((body) =>
    change("identity.households.create", { body: body as { name: string }, title: words.found, isQuiet: true }),
  );
  return (
    <Section title={words.found}>
      <Card>
        <form className="settings-form" onSubmit={submit}>
          <Text label={words.name} {...form.input("name")} />
          {form.problem && <Problem problem={form.problem} />}
          <div>
            <Button type="submit" busy={form.isPending}>
              {words.create}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
