// The archivist finds a document by its words, narrows the search and goes back; reads one volume and its tests; has a file handed out,
// which asks what for; keeps a redacted copy; proposes to open the volume. The office answers; a user of the archive gets the copy; the
// public finds what is open and fetches it.
import fs from "node:fs";
import path from "node:path";
import { examine, faults, forgive, report, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const reason = "主动公开的决策，已公布";
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const volumePage = `archive/${encodeURIComponent(task.code)}`;

/** The index follows the package by a moment. */
async function find(page) {
  await page.getByRole("link", { name: zh.archive, exact: true }).click();
  for (let tries = 0; tries < 50; tries += 1) {
    await page.locator("#archive-q").fill("专区");
    await page.keyboard.press("Enter");
    await page.locator("li.card").first().or(page.getByText(zh.none_found)).waitFor();
    if ((await page.locator("mark").count()) > 0) break;
    await page.goto(`${task.url}/#/archive`);
    await page.waitForTimeout(100);
  }
  await page.locator("mark", { hasText: "专区" }).first().waitFor();
  await page.locator(".facets").waitFor();
  await examine(page, "archive-found");
}

/** By a facet, back, and by the form; each search has its address. */
async function narrow(page) {
  const many = await page.locator("li.card").count();
  await page.locator(".facets").getByRole("link", { name: "拟订" }).click();
  await page.locator(".chip").waitFor();
  await page.waitForFunction((before) => document.querySelectorAll("li.card").length < before && document.querySelectorAll("mark").length > 0, many);
  if (!page.url().includes("stage=drafting")) faults.push("the address does not hold the search");
  await page.reload();
  await page.locator(".chip").waitFor();
  await page.locator("mark").first().waitFor();
  if ((await page.locator("#archive-q").inputValue()) !== "专区") faults.push("a search that was linked forgets its words");
  await page.goBack();
  await page.locator(".chip").waitFor({ state: "detached" });
  await page.waitForFunction((before) => document.querySelectorAll("li.card").length === before, many);
  await page.getByText(zh.more_filters).click();
  await page.locator("#archive-kind").selectOption("LEG-04");
  await page.locator("#archive-q").fill("");
  await page.locator("#archive-year").fill("2026");
  await page.getByRole("button", { name: zh.search, exact: true }).click();
  await page.getByText(fill(zh.found, { count: 1 })).waitFor();
  await examine(page, "archive-narrowed");
  await page.locator("#archive-q").fill("没有这样的词语组合");
  await page.getByRole("button", { name: zh.search, exact: true }).click();
  await page.getByText(zh.none_found).waitFor();
}

/** From what was found to its place in the volume. */
async function readVolume(page) {
  await page.goto(`${task.url}/#/archive?kind=LEG-04`);
  await page.locator("li.card h3 a").click();
  await page.getByRole("heading", { name: task.title, level: 1 }).waitFor();
  await page.locator(".wanted:focus").waitFor();
  await examine(page, "volume");
  for (const group of ["authenticity", "integrity", "usability", "security"]) await page.getByText(zh[`property_${group}`]).first().click();
  await page.getByText("固化信息有效性").waitFor();
  await examine(page, "volume-tests");
}

const button = (place, label) => place.getByRole("button", { name: new RegExp(`^${label}`) });

/** Nothing is handed out without a purpose; what was, stands among the accesses. */
async function fetchFiles(page) {
  const line = page.locator("#contents ~ ul li", { hasText: "合法性审查意见书" }).first();
  await button(line, zh.fetch).click();
  await page.keyboard.type("行政复议");
  await examine(page, "volume-purpose");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  if (!fs.readFileSync(await file.path(), "utf8").includes("合法性审查")) faults.push("the document is another");
  await line.getByText(fill(zh.fetched, { name: file.suggestedFilename() })).waitFor();
  await button(page.locator("main"), zh.fetch_package).click();
  const [whole] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  if (whole.suggestedFilename() !== `${task.code}.tar` || fs.statSync(await whole.path()).size < 100000) faults.push("the package is not whole");
  await page.getByText(fill(zh.purpose_was, { purpose: "行政复议" })).nth(1).waitFor();
}

async function keepCopy(page) {
  const copy = path.join(task.folder, "copy.txt");
  fs.writeFileSync(copy, "合法性审查意见书（已删去姓名）\n");
  const line = page.locator("#contents ~ ul li", { hasText: "合法性审查意见书" }).first();
  await button(line, zh.copies).click();
  await line.getByText(zh.no_copies).waitFor();
  await line.locator("input[type=file]").setInputFiles(copy);
  await line.getByLabel(zh.copy_reason).fill("删去姓名");
  await line.getByRole("button", { name: zh.keep_copy }).click();
  await line.getByText(zh.copy_kept).waitFor();
  await examine(page, "volume-copies");
}

async function proposeOpening(page) {
  await page.getByRole("button", { name: zh.propose_act }).click();
  await page.locator("#act-outcome").selectOption("open");
  await page.locator("#act-review").fill("区保密审〔2026〕7号");
  await page.locator("#act-reason").fill(reason);
  await examine(page, "volume-propose");
  await page.getByRole("button", { name: zh.propose, exact: true }).click();
  await page.getByText(zh.another_answers).waitFor();
  await examine(page, "act-own");
}

/** The second person, who has nothing else to do in the archive. */
async function answer(page) {
  await signIn(page, task.second, task.password);
  await page.getByRole("link", { name: zh.archive, exact: true }).click();
  await page.getByText(reason).waitFor();
  await examine(page, "waiting");
  await page.getByRole("link", { name: `${zh.answer_act}: ${task.title}` }).click();
  await page.getByLabel(zh.agree, { exact: true }).check();
  await examine(page, "act-answer");
  await page.getByRole("button", { name: zh.send_answer }).click();
  await page.getByText(zh.agreed_to).waitFor();
}

/** A user of the archive sees copies and no documents. */
async function asReader(page) {
  await signIn(page, task.reader, task.password);
  await page.goto(`${task.url}/#/${volumePage}`);
  const line = page.locator("#contents ~ ul li", { hasText: "合法性审查意见书" }).first();
  await line.waitFor();
  if ((await button(page.locator("main"), zh.fetch).count()) > 0) faults.push("a reader is offered documents");
  await button(line, zh.copies).click();
  await button(line, zh.fetch_copy).click();
  await page.keyboard.type("学术研究");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  if (!file.suggestedFilename().endsWith(".txt") || !fs.readFileSync(await file.path(), "utf8").includes("已删去姓名")) faults.push("the copy is another");
  await examine(page, "reader-volume");
}

/** Without an account; the way begins where everyone begins. */
async function asPublic(page) {
  await page.goto(task.url);
  await page.locator("main").getByRole("link", { name: zh.open_archive }).click();
  await page.locator("#archive-q").fill("专区");
  await page.keyboard.press("Enter");
  await page.locator("mark").first().waitFor();
  await examine(page, "open-found");
  const line = page.locator("li.card", { hasText: "执行情况报告" });
  await button(line, zh.fetch).click();
  await page.keyboard.type("了解进展");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  if (!fs.readFileSync(await file.path(), "utf8").includes("专区")) faults.push("the open document is another");
  await page.getByRole("link", { name: zh.open_volumes }).click();
  await page.getByRole("heading", { name: task.title, exact: true }).waitFor();
  await examine(page, "open-volumes");
  await page.getByRole("link", { name: task.title }).click();
  await page.locator(".chip", { hasText: task.code }).waitFor();
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await asPublicBefore(await visit("zh-CN", 1280));
  await signIn(page, task.account, task.password);
  await find(page);
  await narrow(page);
  await readVolume(page);
  await fetchFiles(page);
  await keepCopy(page);
  await proposeOpening(page);
  await answer(await visit("zh-CN", 1280));
  await asReader(await visit("zh-CN", 1280));
  await asPublic(await visit("zh-CN", 1280));
  const small = await visit("en-GB", 390);
  await small.goto(`${task.url}/#/open-archive?q=${encodeURIComponent("专区")}`);
  await small.locator("mark").first().waitFor();
  await small.waitForLoadState("networkidle");
  await examine(small, "narrow-open-found");
  await signIn(small, task.account, task.password);
  for (const [name, place] of Object.entries({ archive: "archive", volume: volumePage, waiting: "archive/waiting", destroyed: "archive/destroyed" })) {
    await small.goto(`${task.url}/#/${place}`);
    await small.locator("h1").waitFor();
    await small.waitForLoadState("networkidle");
    await examine(small, `narrow-${name}`);
  }
});

/** Nothing is open yet, and the page says what would be there. */
async function asPublicBefore(stranger) {
  await stranger.goto(`${task.url}/#/open-archive`);
  await stranger.getByText(zh.none_open).waitFor();
  await stranger.goto(`${task.url}/#/${volumePage}`);
  await stranger.getByRole("heading", { name: zh.sign_in }).waitFor();
}
