/** One project: its tasks as a board, of which a phone shows a column at a time. */
import update from "contract:work.projects.update";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import { Entity } from "#console/frame/Entity.tsx";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Page } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Board, tasksOf } from "./Board.tsx";
import { ProjectFields } from "./ProjectFields.tsx";
import { ProjectRate } from "./ProjectRate.tsx";
import type en from "./words.en.ts";
import "./work.css";

type Project = Answer<"work.projects.get">;

export const load: PageModule["load"] = ({ params }) => {
  prefetch("work.projects.get", { path: { projectId: params.projectId! } });
  prefetchList("work.tasks.list", tasksOf(params.projectId!));
};

export default function ProjectPage() {
  const words = useWords<typeof en>("work").projects;
  const { projectId } = useParams() as { projectId: string };
  const { data: project, problem, isLoading, retry } = useRead("work.projects.get", { path: { projectId } });
  return (
    <Page
      wide
      above={<Link to="/work/projects">{words.title}</Link>}
      title={project?.name ?? words.title}
      lead={project && <Lead project={project} />}
      actions={project && <Actions project={project} />}
      state={isLoading ? "loading" : problem && !project ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {project && (
        <>
          {project.description && (
            <p className="quiet" dir="auto">
              {project.description}
            </p>
          )}
          <Board project={project} />
          <Backlinks type="project" id={project.id} />
        </>
      )}
    </Page>
  );
}

function Lead({ project }: { project: Project }) {
  const words = useWords<typeof en>("work").projects;
  return (
    <span className="row">
      {words.statuses[project.status]}
      {project.dueDate !== null && ` · ${words.due(relativeDay(project.dueDate))}`}
      {project.goalId !== null && <Entity type="goal" id={project.goalId} />}
    </span>
  );
}

function Actions({ project }: { project: Project }) {
  const words = useWords<typeof en>("work").projects;
  const common = useCommon();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const path = { projectId: project.id };
  const gone = async () => {
    await change("work.projects.remove", { path, row: project, title: project.name });
    void navigate("/work/projects");
  };
  const close = (status: Project["status"]) =>
    void change("work.projects.update", { path, body: { status }, row: project, title: project.name });
  return (
    <>
      {project.status === "active" ? (
        <Button icon="check" onClick={() => close("completed")}>
          {words.complete}
        </Button>
      ) : (
        <Button icon="undo" onClick={() => close("active")}>
          {words.resume}
        </Button>
      )}
      <ProjectRate project={project} />
      <Button icon="pencil" onClick={() => setOpen(true)}>
        {common.edit}
      </Button>
      <Button kind="bare" icon="trash" onClick={() => void gone()}>
        {common.delete}
      </Button>
      {isOpen && (
        <FormSheet
          title={common.edit}
          form={update}
          row={project}
          fields={(form) => <ProjectFields form={form} />}
          save={(body, row) => change("work.projects.update", { path, body, row, title: project.name, isQuiet: true })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
