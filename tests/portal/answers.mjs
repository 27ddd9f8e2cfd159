// The drafting unit answers a comment of the public; every one must have its answer.
import { examine, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.getByRole("link", { name: zh.read_comments }).click();
  await page.getByLabel(zh.unanswered_only).check();
  const comment = page.locator("li.card", { hasText: task.text });
  await comment.getByRole("button", { name: zh.answer_comment }).click();
  await comment.locator("select").selectOption("partly");
  await comment.locator("textarea").fill("已补充施工时段安排。");
  await examine(page, "comments");
  await comment.getByRole("button", { name: zh.answer_comment }).click();
  await comment.getByText(zh.adoption_partly, { exact: true }).waitFor();
});
