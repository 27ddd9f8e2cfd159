// The drafting unit takes one step that is not signed: it is told which document is missing, files it, fills in a list, and loses
// nothing when somebody else moves the matter on meanwhile.
import fs from "node:fs";
import path from "node:path";
import { examine, forgive, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;

async function fillIn(page) {
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.getByRole("link", { name: `${zh.to_do} ${task.title}` }).click();
  for (const [i, basis] of task.data.legal_basis.entries()) {
    if (i > 0) await page.locator("fieldset.many > button").click();
    await page.locator(`#field-legal_basis-${i}-title`).fill(basis.title);
    await page.locator(`input[name=field-legal_basis-${i}-in_force]`).first().check();
  }
  await examine(page, "step");
}

async function fileWhatIsMissing(page) {
  const file = path.join(task.folder, "explanation.md");
  fs.writeFileSync(file, "# 起草说明\n\n背景、依据和主要内容。\n");
  await page.goto(`${task.url}/#/matters/${task.matter}/${task.event}`);
  await page.getByText(zh.not_filed, { exact: true }).waitFor();
  await page.locator("#code").selectOption(task.missing);
  await page.setInputFiles("#file", file);
  await page.getByRole("button", { name: zh.file_it, exact: true }).click();
  await page.getByText(zh.not_filed, { exact: true }).waitFor({ state: "detached" });
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await fillIn(page);
  await page.getByRole("button", { name: task.title, exact: true }).click();
  await page.getByRole("alert").waitFor();
  forgive("409");
  await examine(page, "step-refused");
  const colleague = await visit("en-GB", 390);
  await signIn(colleague, task.account, task.password);
  await colleague.goto(`${task.url}/#/matters/${task.matter}/${task.event}`);
  await colleague.locator("#documents").waitFor();
  await examine(colleague, "narrow-step");
  await fileWhatIsMissing(await sameLanguage());
  await page.getByRole("button", { name: task.title, exact: true }).click();
  await page.getByText(zh.moved_on, { exact: true }).waitFor();
  forgive("412");
  await page.getByRole("button", { name: task.title, exact: true }).click();
  await page.getByText(zh.what_next).waitFor();
  await examine(page, "step-done");
});

async function sameLanguage() {
  const other = await visit("zh-CN", 1280);
  await signIn(other, task.account, task.password);
  return other;
}
