/** What is being worked on, by when it is due. */
import create from "contract:work.projects.create";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import type { Item } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { State, Tag } from "#console/ui/State.tsx";
import { Views } from "#console/ui/Views.tsx";
import { day, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewRow } from "./NewRow.tsx";
import { ProjectFields } from "./ProjectFields.tsx";
import { useDomainNames } from "./TaskList.tsx";
import type en from "./words.en.ts";

type Project = RowOf<"work.projects.list">;
const STATUSES = ["active", "on_hold", "completed", "archived"] as const;
interface Url {
  show: (typeof STATUSES)[number];
  domain: string | undefined;
}
const parameters = { show: oneOf(...STATUSES), domain: text() };
const queryOf = ({ show, domain }: Url) => ({
  query: { status: show, sort: "dueDate" as const, ...(domain && { lifeDomainId: domain }) },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("work.projects.list", queryOf(valuesOf<Url>(parameters, url.searchParams)));

export default function Projects() {
  const words = useWords<typeof en>("work").projects;
  const [url, setUrl] = useUrl<Url>(parameters);
  const rows = useList("work.projects.list", queryOf(url));
  const domains = useDomainNames();
  return (
    <Page
      title={words.title}
      actions={
        <NewRow
          main
          label={words.add}
          title={words.add}
          form={create}
          fields={(form) => <ProjectFields form={form} />}
          save={(body) =>
            change("work.projects.create", { body: { ...body, name: String(body.name ?? "") }, isQuiet: true })
          }
        />
      }
    >
      <Views
        label={words.title}
        show={words.show}
        views={STATUSES}
        names={words.statuses}
        value={url.show}
        onChange={(show) => setUrl({ show })}
        rows={rows}
        item={useItem(domains)}
        empty={{
          icon: "board",
          title: words.empty[url.show],
          children: (
            <>
              {url.show === "active" && words.emptyHint}
              {url.domain && <Button onClick={() => setUrl({ domain: undefined })}>{words.allDomains}</Button>}
            </>
          ),
        }}
        onDelete={(project) => void remove(project)}
      />
    </Page>
  );
}

function useItem(domains: ReadonlyMap<string, string>): (project: Project) => Item {
  const words = useWords<typeof en>("work").projects;
  return (project) => {
    const { dueDate, status } = project;
    const isLate = dueDate !== null && dueDate < today() && status === "active";
    const domain = domains.get(project.lifeDomainId ?? "");
    return {
      name: project.name,
      to: `/work/projects/${project.id}`,
      sub: domain && <span dir="auto">{domain}</span>,
      end: (
        <>
          {project.householdId !== null && <Tag icon="people">{words.shared}</Tag>}
          {isLate && <State tone="warn">{words.overdue(day(dueDate))}</State>}
          {dueDate !== null && !isLate && relativeDay(dueDate)}
        </>
      ),
      menu: [
        ...STATUSES.filter((one) => one !== status).map((one) => ({
          label: words.moveTo(words.statuses[one]),
          onSelect: () => void put(project, one),
        })),
        {
          label: words.delete,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(project),
        },
      ],
    };
  };
}

const put = (row: Project, status: Project["status"]) =>
  change("work.projects.update", { path: { projectId: row.id }, body: { status }, row, title: row.name });

const remove = (row: Project) => change("work.projects.remove", { path: { projectId: row.id }, row, title: row.name });
