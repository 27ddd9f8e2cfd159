// One person in a browser, from signing in to a signature that others verify. Reads its task as JSON from the
// argument; prints what is wrong, a line each; nothing where all is well.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const task = JSON.parse(process.argv[2]); // {url, account, password, matter, event, data, modules, chromium, folder, pictures}
const { chromium } = createRequire(pathToFileURL(`${task.modules}/`))("playwright-core");
const axe = fs.readFileSync(`${task.modules}/node_modules/axe-core/axe.min.js`, "utf8");
const words = Object.fromEntries(["zh", "en"].map((tag) => [tag, JSON.parse(fs.readFileSync(`portal/src/messages/${tag}.json`, "utf8"))]));
const zh = words.zh;
const faults = [];

const browser = await chromium.launch({ executablePath: task.chromium, args: ["--no-sandbox"] });

async function visit(locale, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`${locale} ${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${locale} ${page.url()}: ${error}`));
  page.setDefaultTimeout(15000);
  return page;
}

/** Readable by everyone (WCAG 2.1 A and AA), no wider than the screen, no word of the program's own. */
async function examine(page, name) {
  await page.evaluate(axe); // by the debugger: the page's own policy lets no script in
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  if (found.passes.length === 0) faults.push(`${name}: nothing was examined`);
  for (const each of found.violations) faults.push(`${name}: ${each.id} at ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name}: scrolls sideways`);
  if (task.pictures) await page.screenshot({ path: path.join(task.pictures, `${name}.png`), fullPage: true });
}

async function signIn(page) {
  await page.goto(task.url);
  await page.locator("input[autocomplete=username]").fill(task.account);
  await page.locator("input[type=password]").fill(task.password);
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: page.words.tasks }).waitFor();
}

async function save(page, label) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label, exact: true }).click()]);
  const file = path.join(task.folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

async function makeKey(page) {
  await page.goto(`${task.url}/#/keys`);
  await page.getByRole("button", { name: zh.new_key }).click();
  await page.locator("#key-password").fill("four calm words here");
  await page.locator("#key-again").fill("four calm words here");
  await examine(page, "key");
  await page.getByRole("button", { name: zh.make_key }).click();
  await page.getByText(zh.key_made).waitFor();
  const file = await save(page, zh.save_key_file);
  if (!fs.readFileSync(file, "utf8").startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----")) faults.push("the key file is not encrypted");
}

async function signStep(page) {
  await page.goto(`${task.url}/#/matters/${task.matter}`);
  await page.getByRole("link", { name: zh.to_sign }).first().waitFor();
  await examine(page, "matter");
  await page.goto(`${task.url}/#/matters/${task.matter}/${task.event}`);
  await page.locator("#key").waitFor();
  for (const [name, value] of Object.entries(task.data)) {
    const field = page.locator(`#field-${name}`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await examine(page, "form");
  await page.getByRole("button", { name: zh.draw_up }).click();
  await page.locator("#exactly").waitFor();
  await examine(page, "sign");
  await page.getByLabel(zh.i_have_read).check();
  await page.getByRole("button", { name: zh.sign_now, exact: true }).click();
  await page.getByText(zh.signed_done).waitFor();
  await examine(page, "signed");
  const files = [];
  for (const label of [zh.save_statement, zh.save_signature, zh.save_public, zh.save_manifest]) files.push(await save(page, label));
  return files;
}

async function expectVerdict(page, files, text, name) {
  await page.setInputFiles("#files", files);
  await page.getByText(text, { exact: true }).waitFor();
  await examine(page, name);
  await page.getByRole("button", { name: zh.clear }).click();
}

async function verify(page, [statement, signature, key, manifest]) {
  await page.goto(`${task.url}/#/verify`);
  await expectVerdict(page, [statement, signature], zh.it_holds, "verified");
  const changed = path.join(task.folder, "changed.json");
  fs.writeFileSync(changed, fs.readFileSync(statement, "utf8").replace('"event":"review.', '"event":"Review.'));
  await expectVerdict(page, [changed, signature], zh.broken, "broken");
  // The same page, kept as a file and opened without any server.
  const kept = path.join(task.folder, "verify.html");
  fs.writeFileSync(kept, await (await fetch(`${task.url}/verify.html`)).text());
  await page.goto(pathToFileURL(kept).href);
  await page.setInputFiles("#files", [statement, signature, key, manifest]);
  await page.getByText(zh.same_version).waitFor();
  await expectVerdict(page, [statement, signature, key], zh.it_holds, "offline");
  await expectVerdict(page, [changed, signature, key], zh.broken, "offline-broken");
}

const page = await visit("zh-CN", 1280);
page.words = zh;
try {
  await signIn(page);
  await examine(page, "tasks");
  await makeKey(page);
  const files = await signStep(page);
  await verify(page, files);
  await page.goto(`${task.url}/#/register`);
  await page.locator(".card").nth(1).waitFor();
  await examine(page, "register");
  const narrow = await visit("en-GB", 390);
  narrow.words = words.en;
  await signIn(narrow);
  for (const name of ["tasks", "keys", "register", "verify", `matters/${task.matter}`]) {
    await narrow.goto(`${task.url}/#/${name}`);
    await narrow.locator("h1").waitFor();
    await narrow.waitForLoadState("networkidle");
    await examine(narrow, `narrow-${name.split("/")[0]}`);
  }
} catch (error) {
  faults.push(String(error));
  if (task.pictures) await page.screenshot({ path: path.join(task.pictures, "fault.png"), fullPage: true });
}
await browser.close();
console.log(faults.join("\n"));
