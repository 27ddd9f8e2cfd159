// Oversight: which policy packs lag behind, what is overdue, due soon and idle, which exceptions were used, and each number opens into the matters behind it.
import { examine, faults, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;

/** Whose pack, where in it, what holds instead, and the article. */
async function findLaggingPack(page, organ, article) {
  const pack = page.getByRole("region", { name: page.words.packs_lag }).getByRole("listitem").filter({ hasText: organ }).first();
  for (const told of ["arxan /versions/0/parameters/notice_days", "inner-mongolia", article]) await pack.getByText(told).first().waitFor();
}

async function openEachList(page) {
  await page.getByRole("link", { name: zh.oversight, exact: true }).click();
  await findLaggingPack(page, "阿尔山市人民政府", "第15条");
  const tabs = page.locator(".tabs");
  for (const [name, none] of [["overdue", "none_overdue"], ["due_soon", "none_due_soon"], ["idle", "none_idle"], ["exceptions", "none_exceptions"]]) {
    await tabs.getByRole("link", { name: zh[name] }).click();
    await page.locator("table").or(page.getByText(zh[none])).waitFor();
    await examine(page, `oversight-${name}`);
  }
  await page.getByRole("cell", { name: zh.exception_experts_outside_pool }).first().waitFor();
  await page.locator("#unit").selectOption({ label: "区司法局" });
  await page.getByText(zh.none_exceptions).waitFor();
}

/** A number, the matters behind it, and one of them. */
async function goBehind(page) {
  await page.locator(".tabs").getByRole("link", { name: zh.statistics }).click();
  await page.locator("table.numbers").waitFor();
  await examine(page, "oversight-statistics");
  await page.locator("#by").selectOption("unit");
  const number = page.getByRole("row", { name: "区政府办" }).first().getByRole("link").first();
  const count = Number(await number.innerText());
  await number.click();
  await page.getByRole("heading", { name: zh.matters_behind }).waitFor();
  await page.locator("li.card").first().waitFor();
  if ((await page.locator("li.card").count()) !== count) faults.push(`the number says ${count}, behind it are others`);
  await examine(page, "oversight-behind");
  await page.locator("li.card").getByRole("link", { name: task.title }).click();
  await page.getByRole("heading", { name: task.title }).waitFor();
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await openEachList(page);
  await goBehind(page);
  const narrow = await visit("en-GB", 390);
  await signIn(narrow, task.account, task.password);
  for (const name of ["exceptions", "statistics"]) {
    await narrow.goto(`${task.url}/#/oversight/${name}`);
    await narrow.locator("table").waitFor();
    await findLaggingPack(narrow, "Arxan Municipal People's Government", "Art. 15");
    await examine(narrow, `narrow-oversight-${name}`);
  }
});
