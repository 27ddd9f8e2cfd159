// A member of the public, without an account: reads the notice and its draft, comments, follows the comment and takes it back, leaves
// another for the drafting unit to answer, and reads the law beside the procedure.
import fs from "node:fs";
import { examine, faults, forgive, report, save, task, visit, words } from "./pages.mjs";

const zh = words.zh;

async function readNotice(page) {
  await page.goto(`${task.url}/#/notices`);
  await page.getByRole("link", { name: task.title }).waitFor();
  await examine(page, "notices");
  await page.getByRole("link", { name: task.title }).click();
  await page.getByRole("heading", { name: zh.published_texts }).waitFor();
  await examine(page, "notice");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".documents a").first().click()]);
  if (fs.statSync(await download.path()).size === 0) faults.push("the draft is empty");
}

async function comment(page) {
  await page.locator("#text").fill("建议在厂区四周增设监测点。\n并每月公布数据。");
  await page.locator("#name").fill("周边居民");
  await page.getByLabel(zh.comment_under_14).check();
  await page.getByLabel(zh.comment_guardian).waitFor();
  await examine(page, "child");
  await page.getByLabel(zh.comment_under_14).uncheck();
  await page.getByRole("button", { name: zh.send_comment }).click();
  await page.getByText(zh.comment_received, { exact: true }).waitFor();
  await examine(page, "commented");
  const slip = fs.readFileSync(await save(page, zh.save_receipt), "utf8").split("\n");
  return slip[1].slice(slip[1].indexOf(": ") + 2);
}

async function followAndWithdraw(page, secret) {
  await page.getByRole("link", { name: zh.follow, exact: true }).click();
  await page.locator("#secret").fill("WRONG");
  await page.getByRole("button", { name: zh.follow, exact: true }).click();
  await page.getByRole("alert").waitFor();
  forgive("404");
  await page.locator("#secret").fill(secret);
  await page.getByRole("button", { name: zh.follow, exact: true }).click();
  await page.getByText(zh.comment_waits).waitFor();
  await examine(page, "followed");
  await page.getByRole("button", { name: zh.erase_person }).click();
  await page.getByText(zh.person_held).waitFor({ state: "detached" });
  await page.getByRole("button", { name: zh.withdraw_comment }).click();
  await page.getByText(zh.comment_withdrawn, { exact: true }).waitFor();
}

async function leaveAnother(page) {
  await page.goto(`${task.url}/#/notices/${task.notice}`);
  await page.locator("#text").fill(task.text);
  await page.getByRole("button", { name: zh.send_comment }).click();
  await page.getByText(zh.comment_received, { exact: true }).waitFor();
}

async function readLaw(page) {
  await page.getByRole("link", { name: zh.law, exact: true }).click();
  await page.locator(".article").first().waitFor();
  await examine(page, "law");
  await page.locator("#law-search").fill("G08");
  await page.locator("details.article[open]", { hasText: "Article15." }).waitFor();
  await page.goto(`${task.url}/#/law/decree-713/26`);
  await page.locator("details.article[open]", { hasText: "Article26." }).waitFor();
  await page.goto(`${task.url}/#/nothing/here`);
  await page.getByRole("heading", { name: zh.nowhere }).waitFor();
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await readNotice(page);
  await followAndWithdraw(page, await comment(page));
  await leaveAnother(page);
  await readLaw(page);
  const narrow = await visit("en-GB", 390);
  for (const name of ["notices", `notices/${task.notice}`, "law"]) {
    await narrow.goto(`${task.url}/#/${name}`);
    await narrow.locator("h1").waitFor();
    await narrow.waitForLoadState("networkidle");
    await examine(narrow, `narrow-${name.replace(/\/.*/, "-one")}`);
  }
});
