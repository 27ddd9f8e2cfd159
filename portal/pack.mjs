// Packs what vite built into the one file that becomes part of the server: a line of JSON that lists
// the pages (path, media type, size, digest, content security policy), and after it their bytes.
// The verifying page is made here: script and style inside it, allowed by their digests alone.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";

const out = process.env.PORTAL_OUT ?? "dist";
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const portalPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const digest = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function verifyPage() {
  // "</script" inside a text of the script would end it.
  const script = readFileSync(join(out, "verify/verify.js"), "utf8").trim().replaceAll("</script", "<\\/script");
  const style = readFileSync(join(out, "verify/verify.css"), "utf8").trim();
  const seal = Buffer.from(readFileSync("src/seal.svg")).toString("base64");
  const policy =
    `default-src 'none'; script-src 'sha256-${digest(script, "base64")}'; ` +
    `style-src 'sha256-${digest(style, "base64")}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const html = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Gavel</title>
<link rel="icon" href="data:image/svg+xml;base64,${seal}">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script>${script}</script>
</body>
</html>
`;
  return { path: "/verify.html", type: types[".html"], csp: `${policy}; frame-ancestors 'none'`, bytes: Buffer.from(html) };
}

const pages = filesBelow(join(out, "portal")).map((file) => {
  const name = `/${relative(join(out, "portal"), file)}`;
  const type = types[extname(file)];
  if (type === undefined) throw new Error(`pack.mjs knows no media type for ${file}`);
  const page = { path: name === "/index.html" ? "/" : name, type, bytes: readFileSync(file) };
  return type.startsWith("text/html") ? { ...page, csp: portalPolicy } : page;
});
pages.push(verifyPage());

const list = pages.map(({ bytes, ...page }) => ({ ...page, size: bytes.length, sha256: digest(bytes, "hex") }));
writeFileSync(join(out, "portal.pack"), Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...pages.map((page) => page.bytes)]));
