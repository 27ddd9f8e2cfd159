// The office checks a draft for secrets: it finds the step in its list, files the paper that the step says is missing, and enters what
// the check found.
import fs from "node:fs";
import path from "node:path";
import { examine, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await page.getByRole("link", { name: `${zh.to_do} ${task.title}` }).click();
  const paper = path.join(task.folder, "check.md");
  fs.writeFileSync(paper, "# 保密审查、公开审查单\n\n逐项审查，可以公开。\n");
  await page.getByText(zh.not_filed, { exact: true }).waitFor();
  await page.locator("#code").selectOption(task.missing);
  await page.setInputFiles("#file", paper);
  await page.getByRole("button", { name: zh.file_it, exact: true }).click();
  await page.getByText(zh.not_filed, { exact: true }).waitFor({ state: "detached" });
  await page.locator("#field-finding").selectOption(task.data.finding);
  await examine(page, "check");
  await page.getByRole("button", { name: task.title, exact: true }).click();
  await page.getByText(zh.what_next).waitFor();
});
