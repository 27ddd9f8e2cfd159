// Ten years on: one volume is handed over to the public archives, whose own test fails first and whose signature is checked; another, whose
// term is over, is appraised and destroyed. Each by two persons, begun from the list of what falls due.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { examine, faults, forgive, report, save, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function signed(file) {
  const signature = `${file}.sig`;
  execFileSync("openssl", ["pkeyutl", "-sign", "-rawin", "-inkey", task.receiverKey, "-in", file, "-out", signature], { stdio: "pipe" });
  return signature;
}
function written(name, text) {
  const file = path.join(task.folder, name);
  fs.writeFileSync(file, text);
  return file;
}

async function makeKey(page) {
  await page.goto(`${task.url}/#/keys`);
  await page.getByRole("button", { name: zh.new_key }).click();
  await page.locator("#key-password").fill("four calm words here");
  await page.locator("#key-again").fill("four calm words here");
  await page.getByRole("button", { name: zh.make_key }).click();
  await page.getByText(zh.key_made).waitFor();
}

async function begin(page, act, title) {
  await page.goto(`${task.url}/#/archive/due`);
  await page.getByRole("link", { name: `${act}: ${title}` }).click();
  await page.locator("#act-kind:focus").waitFor();
}
async function propose(page, reason) {
  await page.locator("#act-reason").fill(reason);
  await page.getByRole("button", { name: zh.propose, exact: true }).click();
  await page.getByText(zh.another_answers).waitFor();
}

/** The list is saved for the receiver, who signs it and reports on their own test. */
async function proposeHandover(page) {
  await begin(page, zh.act_handover, task.title);
  await page.locator("#act-receiver").selectOption(task.receiver);
  await examine(page, "handover-propose");
  await propose(page, "已满十年");
  const list = await save(page, zh.save_list);
  await page.getByText(zh.enter_report, { exact: true }).click();
  const digest = createHash("sha256").update(fs.readFileSync(list)).digest("hex");
  await page.getByText(digest).first().waitFor();
  return { list, digest };
}

async function enterReport(page, digest, passed, signedFile) {
  const file = written(`report-${passed}.json`, `{"archival_code":${JSON.stringify(task.code)},"list_sha256":"${digest}","passed":${passed}}`);
  await page.setInputFiles("#report", file);
  await page.setInputFiles("#report-signature", signed(signedFile ?? file));
  await page.getByRole("button", { name: zh.enter, exact: true }).click();
}

async function openAct(page, title) {
  await page.goto(`${task.url}/#/archive/waiting`);
  await page.getByRole("link", { name: `${zh.answer_act}: ${title}` }).click();
  await page.getByRole("heading", { name: zh.your_answer }).waitFor();
}
async function agree(page, list) {
  await page.getByLabel(zh.agree, { exact: true }).check();
  if (list) {
    await page.locator("#own-key").waitFor();
    await page.setInputFiles("#receiver-signature", signed(list));
  }
  await page.getByRole("button", { name: zh.send_answer }).click();
}

async function handOver(page, second) {
  const { list, digest } = await proposeHandover(page);
  await enterReport(page, digest, false, list);
  await page.getByRole("alert").waitFor();
  forgive("422");
  await enterReport(page, digest, false);
  await page.getByText(zh.report_failed).waitFor();
  await examine(page, "handover-report");
  await openAct(second, task.title);
  await agree(second, list);
  await second.getByRole("alert").waitFor();
  forgive("409");
  await enterReport(page, digest, true);
  await page.getByText(zh.report_passed).waitFor();
  await agree(second, list);
  await second.getByText(zh.agreed_to).waitFor();
  await page.goto(`${task.url}/#/archive/${encodeURIComponent(task.code)}`);
  await page.getByText(zh.handed_over_to).waitFor();
  await page.getByText(zh.side_receiver).first().waitFor();
  await examine(page, "volume-handed-over");
}

/** Somebody of the unit that drafted it may not answer; the page says so in the server's words. */
async function appraise(page, second, office) {
  await begin(page, zh.act_appraisal, task.shortLived);
  await page.locator("#act-outcome").selectOption("extend");
  await page.locator("#act-years").waitFor();
  await page.locator("#act-outcome").selectOption("destroy");
  await propose(page, "十年已满，无继续保存价值");
  await openAct(office, task.shortLived);
  await agree(office);
  await office.getByRole("alert").waitFor();
  forgive("403");
  await examine(office, "act-refused");
  await openAct(second, task.shortLived);
  await agree(second);
  await second.getByText(zh.agreed_to).waitFor();
}

async function destroy(page, second) {
  await page.goto(`${task.url}/#/archive/${encodeURIComponent(task.shortLivedCode)}`);
  await page.getByText(zh.to_be_destroyed).waitFor();
  await page.getByRole("button", { name: zh.propose_act }).click();
  await page.locator("#act-kind").selectOption("destruction");
  await propose(page, "执行鉴定意见");
  await openAct(second, task.shortLived);
  await examine(second, "destruction-answer");
  await agree(second);
  await second.getByText(zh.agreed_to).waitFor();
  await page.goto(`${task.url}/#/archive/destroyed`);
  await page.getByRole("link", { name: task.shortLived }).waitFor();
  await examine(page, "destroyed");
  await page.getByRole("link", { name: task.shortLived }).click();
  await page.getByText(zh.was_destroyed.split("{at}")[0]).first().waitFor();
  if ((await page.getByRole("button", { name: zh.propose_act }).count()) > 0) faults.push("what is destroyed may still be acted upon");
  await examine(page, "volume-destroyed");
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  const [second, office] = [await visit("zh-CN", 1280), await visit("zh-CN", 1280)];
  await signIn(page, task.account, task.password);
  await signIn(second, task.second, task.password);
  await signIn(office, task.office, task.password);
  await makeKey(second);
  await page.getByRole("link", { name: zh.archive, exact: true }).click();
  await page.getByRole("link", { name: zh.falls_due }).click();
  await page.getByText(fill(zh.due_since, { day: "2036年2月27日" })).waitFor();
  await examine(page, "due");
  const small = await visit("en-GB", 390);
  await signIn(small, task.account, task.password);
  await small.goto(`${task.url}/#/archive/due`);
  await small.locator("li.task").first().waitFor();
  await examine(small, "narrow-due");
  await handOver(page, second);
  await appraise(page, second, office);
  await destroy(page, second);
  await small.goto(`${task.url}/#/archive/${encodeURIComponent(task.shortLivedCode)}`);
  await small.locator("h1").waitFor();
  await small.waitForLoadState("networkidle");
  await examine(small, "narrow-destroyed-volume");
});
