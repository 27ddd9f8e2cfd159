// The office brings the items of a catalogue from a sheet, sees in a picture where the matter stands, and lends its role for a time; it
// asks for a party that somebody keep out, and takes that back; the deputy acts for it, and the record names both. It admits an
// institution to the pool of experts.
import fs from "node:fs";
import path from "node:path";
import { examine, faults, forgive, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const giveUp = "终止编制";

/** What is wrong is told by its line; nothing is taken over until it is mended. */
async function importSheet(page) {
  await page.goto(`${task.url}/#/matters/${task.matter}/items.import`);
  const sheet = path.join(task.folder, "sheet.csv");
  const bring = async (mad) => {
    fs.writeFileSync(sheet, `编号,事项名称,承办单位,事项类别\n1,城区停车管理办法,区住建局,1\n2,全民健身实施计划,区文旅局,${mad}\n`);
    await page.setInputFiles("#sheet", sheet);
    await page.getByRole("button", { name: zh.import_it, exact: true }).click();
  };
  await bring("二");
  await page.getByRole("alert").getByText(zh.line_of.replace("{number}", "3")).waitFor();
  forgive("422");
  await examine(page, "sheet-refused");
  await bring("2");
  await page.getByText(zh.what_next).waitFor();
}

async function lookAtPicture(page, name) {
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.locator("summary", { hasText: page.words.drawing }).click();
  await page.locator(".drawing .active").last().waitFor();
  const isSeen = await page.evaluate(() => {
    const [frame, here] = [document.querySelector(".drawing"), [...document.querySelectorAll(".drawing .active")].pop()].map((each) => each.getBoundingClientRect());
    return here.top < frame.bottom && here.bottom > frame.top && here.left < frame.right && here.right > frame.left;
  });
  if (!isSeen) faults.push("the picture does not begin where the matter stands");
  await examine(page, name);
}

async function lend(page) {
  await page.goto(`${task.url}/#/keys`);
  await page.getByRole("link", { name: zh.delegations }).click();
  await page.getByText(zh.no_delegations).waitFor();
  await page.getByRole("button", { name: zh.lend }).click();
  await page.locator(`#delegate option[value=${task.deputy}]`).waitFor({ state: "attached" });
  await page.locator("#delegate").selectOption(task.deputy);
  await page.locator("#lent-what").selectOption("role office");
  await page.locator("#lent-until").fill("2026-12-31");
  await page.locator("#lent-basis").fill("外出学习期间由其代办");
  await examine(page, "lend");
  await page.getByRole("button", { name: zh.lend, exact: true }).click();
  await page.getByText(zh.in_force, { exact: true }).waitFor();
  await examine(page, "lent");
}

/** The office asks for a party without an account, and takes that back for them. */
async function askForAParty(page) {
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.getByRole("button", { name: zh.recusal_enter }).click();
  await page.locator("#recusal-step").selectOption("ask");
  await page.locator(`#recusal-account option[value=${task.deputy}]`).waitFor({ state: "attached" });
  await page.locator("#recusal-account").selectOption(task.deputy);
  await page.locator("#recusal-asker").fill("张三");
  await page.locator("#recusal-reason").fill("其配偶在该单位任职");
  await examine(page, "recusal");
  await page.getByRole("button", { name: zh.recusal_save }).click();
  await page.getByText(zh.recusal_waits, { exact: true }).waitFor();
  await page.getByRole("button", { name: zh.recusal_withdraw }).click();
  await page.locator("#recusal-reason").fill("情况已经说明");
  await page.getByRole("button", { name: zh.recusal_save }).click();
  await page.getByText(zh.recusal_waits, { exact: true }).waitFor({ state: "detached" });
  await page.getByText(/登记张三撤回对/).waitFor();
  await examine(page, "recusal-withdrawn");
}

async function actForAnother(page) {
  await signIn(page, task.deputy, task.password);
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.getByRole("heading", { name: zh.lent_to_you }).waitFor();
  await examine(page, "deputy");
  await page.getByRole("link", { name: giveUp }).click();
  await page.locator("#field-reason").fill("并入下一年度");
  await examine(page, "deputy-step");
  await page.getByRole("button", { name: giveUp, exact: true }).click();
  await page.getByText(zh.what_next).waitFor();
  const { token } = JSON.parse(await page.evaluate(() => sessionStorage.getItem("gavel.session")));
  const { events } = await (await fetch(`${task.url}/v1/matters/${task.matter}/events?limit=200`, { headers: { Authorization: `Bearer ${token}` } })).json();
  if (events.at(-1).actor.account !== task.deputy || events.at(-1).actor.on_behalf_of !== task.account) faults.push("the record does not name both");
}

async function endIt(page) {
  await page.goto(`${task.url}/#/delegations`);
  await page.reload();
  await page.getByRole("button", { name: zh.end_it }).click();
  await page.keyboard.type("已返回");
  await page.keyboard.press("Enter");
  await page.getByText(zh.ended, { exact: true }).waitFor();
}

/** A mistyped code is told where it is typed; then the institution stands in the pool, and has no birth date. */
async function admitInstitution(page) {
  await page.goto(`${task.url}/#/register`);
  await page.getByRole("link", { name: zh.pool, exact: true }).click();
  await page.getByRole("button", { name: zh.admit }).click();
  await page.locator("#admit-type").selectOption("institution");
  if (await page.locator("#admit-born").count()) faults.push("an institution is asked for its birth date");
  for (const [field, value] of [["name", "规划设计院"], ["code", "12150000460000001X"], ["responsible", "林某"], ["specialty", "城乡规划"], ["basis", "公开征集"], ["since", "2026-01-01"], ["until", "2028-12-31"]])
    await page.locator(`#admit-${field}`).fill(value);
  await page.locator("#admit-kind").selectOption("independent");
  await page.getByRole("button", { name: zh.admit, exact: true }).click();
  await page.getByRole("alert").waitFor();
  forgive("422");
  await examine(page, "pool-refused");
  await page.locator("#admit-code").fill("12150000460000000X");
  await page.getByRole("button", { name: zh.admit, exact: true }).click();
  await page.getByRole("heading", { name: "规划设计院" }).waitFor();
  await examine(page, "pool");
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await lookAtPicture(page, "picture");
  await importSheet(page);
  await lend(page);
  await askForAParty(page);
  await actForAnother(await visit("zh-CN", 1280));
  await endIt(page);
  await admitInstitution(page);
  const small = await visit("en-GB", 390);
  await signIn(small, task.account, task.password);
  await small.goto(`${task.url}/#/delegations`);
  await small.locator("li.card").waitFor();
  await examine(small, "narrow-delegations");
  await small.goto(`${task.url}/#/pool`);
  await small.locator("li.card").first().waitFor();
  await examine(small, "narrow-pool");
});
