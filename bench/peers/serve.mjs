// Answers pages over standard input and output, as serve.py does: node serve.mjs ADAPTER.mjs ENVIRONMENT-FOLDER
// An adapter's default export takes `load` (imports a package of the environment) and returns an object
// system id -> function from a page to its fields.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { readPage } from "./page.mjs";

const [adapter, folder] = process.argv.slice(2);
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr); // what peers print is no answer
console.log = console.info = console.warn = console.debug = console.error;

// A package may offer a path to `import` only, which `require.resolve` refuses: then its `exports` are read.
function resolvePackage(name) {
  try {
    return createRequire(join(folder, "package.json")).resolve(name);
  } catch {
    const parts = name.split("/");
    const base = parts.splice(0, name.startsWith("@") ? 2 : 1).join("/");
    const root = join(folder, "node_modules", base);
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const target = join(root, exports[["."].concat(parts).join("/")].import);
    if (!existsSync(target)) throw new Error(`${name} is not in ${folder}`);
    return target;
  }
}

const load = (name) => import(pathToFileURL(resolvePackage(name)));
const systems = await (await import(pathToFileURL(adapter))).default(load);

async function answer(request) {
  const page = readPage(request);
  const began = process.cpuUsage();
  let fields = {};
  let error = null;
  try {
    fields = await systems[request.system](page);
  } catch (raised) {
    error = String(raised).slice(0, 300);
  }
  const used = process.cpuUsage(began);
  return { text: "", ...fields, cpu_ms: (used.user + used.system) / 1000, error };
}

for await (const line of createInterface({ input: process.stdin })) {
  write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
