// One person in a browser, from signing in to a signature that others verify.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { examine, faults, report, save, signIn, task, visit, words } from "./pages.mjs";

const zh = words.zh;

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
  await page.getByText(zh.by_digest_alone).waitFor();
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
  // Within a second or two the ledger has it, and tells that the key was in force; the proof can be taken along.
  const inForce = zh.was_in_force.split("{at}")[1];
  for (let tries = 0; tries < 50 && (await page.getByText(inForce).count()) === 0; tries += 1) {
    if (tries > 0) await page.getByRole("button", { name: zh.clear }).click();
    await page.setInputFiles("#files", [statement, signature]);
    await page.getByText(zh.it_holds, { exact: true }).waitFor();
  }
  await page.getByText(inForce).waitFor();
  const proof = await save(page, zh.save_proof);
  await page.getByRole("button", { name: zh.clear }).click();
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
  await page.setInputFiles("#files", [statement, signature, proof]);
  await page.getByText(inForce).waitFor();
  await expectVerdict(page, [statement, signature, proof], zh.it_holds, "offline-in-force");
  await expectVerdict(page, [changed, signature, key], zh.broken, "offline-broken");
}

const page = await visit("zh-CN", 1280);
await report(page, async () => {
  await signIn(page, task.account, task.password);
  await examine(page, "tasks");
  await makeKey(page);
  const files = await signStep(page);
  await verify(page, files);
  await page.goto(`${task.url}/#/register`);
  await page.locator(".card").nth(1).waitFor();
  await examine(page, "register");
  const narrow = await visit("en-GB", 390);
  await signIn(narrow, task.account, task.password);
  for (const name of ["tasks", "keys", "register", "verify", `matters/${task.matter}`]) {
    await narrow.goto(`${task.url}/#/${name}`);
    await narrow.locator("h1").waitFor();
    await narrow.waitForLoadState("networkidle");
    await examine(narrow, `narrow-${name.split("/")[0]}`);
  }
});
