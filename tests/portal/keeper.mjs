// The keeper of the register: enters the key of the archives with the proof that they hold it, revokes it, and revokes the key of
// someone who cannot do it; each with its reason.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { examine, forgive, report, save, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;
const own = path.join(task.folder, "archives.pem");
const openssl = (...given) => execFileSync("openssl", given, { stdio: "pipe" });

function sign(file, key) {
  const signature = `${file}.sig`;
  openssl("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", file, "-out", signature);
  return signature;
}

async function register(page) {
  openssl("genpkey", "-algorithm", "ed25519", "-out", own);
  openssl("pkey", "-in", own, "-pubout", "-out", `${own}.pub.pem`);
  openssl("genpkey", "-algorithm", "ed25519", "-out", `${own}.other`);
  await page.goto(`${task.url}/#/register`);
  await page.getByRole("link", { name: zh.outside_keys }).click();
  await page.getByText(zh.no_outside_keys).waitFor();
  await page.getByRole("button", { name: zh.register_outside_key }).click();
  await page.locator("#organisation").fill("区档案馆");
  await page.setInputFiles("#pem-file", `${own}.pub.pem`);
  const line = await save(page, zh.save_possession);
  await examine(page, "outside-key");
  await page.setInputFiles("#possession-file", sign(line, `${own}.other`));
  await page.getByRole("button", { name: zh.register_key, exact: true }).click();
  await page.getByRole("alert").waitFor();
  forgive("422");
  await page.setInputFiles("#possession-file", sign(line, own));
  await page.getByRole("button", { name: zh.register_key, exact: true }).click();
  await page.getByRole("heading", { name: "区档案馆" }).waitFor();
  await examine(page, "outside-keys");
}

/** By the keyboard alone: the question takes it, the next stop is the answer. */
async function revoke(page, card, reason, name) {
  await card.getByRole("button", { name: zh.revoke, exact: true }).press("Enter");
  await page.keyboard.type(reason);
  await examine(page, name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await card.getByText(zh.revoked, { exact: true }).waitFor();
  await card.getByText(reason).waitFor();
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, "admin", task.password);
  await register(page);
  await revoke(page, page.locator("li.card").first(), "密钥更换", "outside-revoke");
  await page.goto(`${task.url}/#/register`);
  await page.locator("#search").fill(task.holder);
  await page.getByRole("button", { name: zh.search }).click();
  await page.getByText(zh.keys_found.replace("{count}", "1"), { exact: true }).waitFor();
  await revoke(page, page.locator("li.card").first(), "离任，无法本人办理", "register-revoke");
  const narrow = await visit("en-GB", 390);
  await signIn(narrow, task.reader, task.readerPassword);
  await narrow.goto(`${task.url}/#/outside-keys`);
  await narrow.locator("li.card").first().waitFor();
  await examine(narrow, "narrow-outside-keys");
});
