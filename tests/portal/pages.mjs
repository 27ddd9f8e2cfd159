// What each visit to the pages shares: the browser, and what every page is held to. Reads its task as JSON from the argument.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const task = JSON.parse(process.argv[2]); // {url, account, password, matter, event, data, modules, chromium, folder, pictures}
const { chromium } = createRequire(pathToFileURL(`${task.modules}/`))("playwright-core");
const axe = fs.readFileSync(`${task.modules}/node_modules/axe-core/axe.min.js`, "utf8");
export const words = Object.fromEntries(["zh", "en"].map((tag) => [tag, JSON.parse(fs.readFileSync(`portal/src/messages/${tag}.json`, "utf8"))]));
export const faults = [];

export const browser = await chromium.launch({ executablePath: task.chromium, args: ["--no-sandbox"] });

export async function visit(locale, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`${locale} ${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${locale} ${page.url()}: ${error}`));
  page.setDefaultTimeout(30000);
  page.words = words[locale.slice(0, 2)];
  return page;
}

/** Readable by everyone (WCAG 2.1 A and AA), no wider than the screen, no word of the program's own. */
export async function examine(page, name) {
  await page.evaluate(axe); // by the debugger: the page's own policy lets no script in
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
  if (found.passes.length === 0) faults.push(`${name}: nothing was examined`);
  for (const each of found.violations) faults.push(`${name}: ${each.id} at ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name}: scrolls sideways`);
  if (task.pictures) await page.screenshot({ path: path.join(task.pictures, `${name}.png`), fullPage: true });
}

export async function signIn(page, account, password) {
  await page.goto(`${task.url}/#/tasks`);
  await page.locator("input[autocomplete=username]").fill(account);
  await page.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await page.locator(".bar").getByRole("button", { name: page.words.sign_out }).waitFor();
}

/** The browser's own word for a refusal that was meant to come. */
export function forgive(said) {
  const kept = faults.filter((each) => !each.includes(said));
  if (kept.length === faults.length) kept.push(`nothing was answered with ${said}`);
  faults.splice(0, faults.length, ...kept);
}

export async function save(page, label) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label, exact: true }).click()]);
  const file = path.join(task.folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

/** Runs a visit to its end; prints what is wrong, a line each; nothing where all is well. */
export async function report(page, steps) {
  try {
    await steps();
  } catch (error) {
    faults.push(String(error));
    if (task.pictures) await page.screenshot({ path: path.join(task.pictures, "fault.png"), fullPage: true });
  }
  await browser.close();
  console.log(faults.join("\n"));
}
