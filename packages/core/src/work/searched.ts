/** What of work the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const tasks = searched({
  type: "task",
  table: "tasks",
  title: "title",
  texts: ["description", "location_name"],
  tags: "labels",
  at: ["due_at", "due_date", "scheduled_start", "created_at"],
});
export const goals = searched({
  type: "goal",
  table: "goals",
  title: "title",
  texts: ["description"],
  at: ["target_date", "created_at"],
});
export const projects = searched({
  type: "project",
  table: "projects",
  title: "name",
  texts: ["description"],
  at: ["due_date", "created_at"],
});
export const sprints = searched({
  type: "sprint",
  table: "sprints",
  title: "name",
  texts: ["goal", "retrospective"],
  at: ["start_date"],
});
export const lifeDomains = searched({
  type: "life_domain",
  table: "life_domains",
  title: "name",
  texts: ["description"],
  at: ["created_at"],
});
export const todoCategories = searched({
  type: "todo_category",
  table: "todo_categories",
  title: "name",
  texts: ["description"],
  at: ["created_at"],
});
export const todoLists = searched({
  type: "todo_list",
  table: "todo_lists",
  title: "name",
  texts: ["description", "location_name"],
  at: ["due_at", "created_at"],
});
export const todoItems = searched({
  type: "todo_item",
  table: "todo_items",
  title: "name",
  texts: ["description", "location_name"],
  at: ["due_at", "created_at"],
});
export const contentItems = searched({
  type: "content_item",
  table: "content_items",
  title: "title",
  texts: ["notes", "platform"],
  at: ["scheduled_date", "created_at"],
});
