// Writes ThirdPartyNotices.txt: the packages that the extension and its server contain, with their licences. It runs when the
// extension is packed: the npm packages are those that esbuild bundled into dist/extension.js, the crates are those that Cargo
// links into the program, and the notices are copied from the packages. So the repository contains no notice that could become
// outdated. A test asks npm and Cargo in another way.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const extension = join(dirname(fileURLToPath(import.meta.url)), '..');
const introduction = `Sayso for VS Code contains the work of others. First comes a list, with the licence of each and the address of its source;
then their notices.`;
const separator = '-'.repeat(100);

const parts = [...npmPackages(), ...crates()].sort((one, other) => one.title.localeCompare(other.title, 'en'));
const titlesOf = new Map();
for (const { title, notices } of parts) {
  for (const notice of notices) titlesOf.set(notice, [...titlesOf.get(notice) ?? [], title]);
}
writeFileSync(join(extension, 'ThirdPartyNotices.txt'), [
  introduction,
  parts.map(({ title, licence, home }) => `${title}, ${licence}, ${home}`).join('\n'),
  ...[...titlesOf].map(([notice, titles]) => `${separator}\n${titles.join('\n')}\n\n${notice}`),
].join('\n\n') + '\n');

function npmPackages() {
  const { outputs } = JSON.parse(readFileSync(join(extension, 'dist/meta.json'), 'utf8'));
  const bundled = Object.keys(outputs['dist/extension.js'].inputs);
  const folders = bundled.flatMap(file => file.match(/.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []);
  return [...new Set(folders)].map(name => {
    const folder = join(extension, name);
    const { name: title, version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return part(`${title} ${version}`, license, homepage ?? repository?.url ?? repository, folder);
  });
}

function crates() {
  const run = (program, ...args) => execFileSync(program, args, { cwd: extension, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const host = run('rustc', '-vV').match(/^host: (.*)$/m)[1];
  const { packages, resolve } = JSON.parse(
    run('cargo', 'metadata', '--format-version', '1', '--locked', '--filter-platform', host));
  const packageOf = new Map(packages.map(each => [each.id, each]));
  const nodeOf = new Map(resolve.nodes.map(each => [each.id, each]));
  const linked = new Set();
  const visit = id => {
    const runsInTheCompiler = packageOf.get(id).targets.some(target => target.kind.includes('proc-macro'));
    if (linked.has(id) || runsInTheCompiler) return;
    linked.add(id);
    for (const { pkg, dep_kinds: kinds } of nodeOf.get(id).deps) {
      if (kinds.some(each => each.kind === null)) visit(pkg);
    }
  };
  visit(resolve.root);
  // Crates that are not from a registry are Sayso's own.
  return [...linked].map(id => packageOf.get(id)).filter(each => each.source).map(each =>
    part(`${each.name} ${each.version}`, each.license, each.repository ?? each.homepage, dirname(each.manifest_path), each.links));
}

// If a crate bundles a native library (`links`), the library is in a folder of its own, with its own licence.
function part(title, licence, home, folder, links) {
  const named = /^(licen[cs]e|unlicense|copying|copyright|notice|thirdpartynotices)/i;
  const entries = readdirSync(folder, { withFileTypes: true, recursive: Boolean(links) });
  const files = entries.filter(each => each.isFile() && named.test(each.name)).map(each => join(each.parentPath, each.name)).sort();
  const reuse = join(folder, 'LICENSES');
  if (existsSync(reuse)) files.push(...readdirSync(reuse).sort().map(each => join(reuse, each)));
  if (files.length === 0) {
    // The package lacks its licence file: it was copied from the repository of the package.
    const copied = join(extension, `notices/${title.split(' ')[0]}.txt`);
    if (!existsSync(copied)) throw new Error(`${title} contains no licence file: copy the one from ${home} to ${copied}`);
    files.push(copied);
  }
  // If there is a choice, take the MIT licence, which is short.
  const others = files.some(each => /mit/i.test(basename(each))) && / or |\//i.test(licence) ? /apache|unlicense|zlib|copying/i : /^$/;
  const notices = files.filter(each => !others.test(basename(each))).map(each => readFileSync(each, 'utf8').replaceAll('\r\n', '\n').trim());
  const address = home?.replace(/^(git\+)?(git|https?):\/\//, 'https://').replace(/^git@([^:]+):/, 'https://$1/').replace(/\.git$/, '');
  return { title, licence, home: address ?? 'no address', notices: [...new Set(notices)] };
}
