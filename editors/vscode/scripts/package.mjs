// Packs the extension with the server's binary into `sayso.vsix`, for this system only. The binary is the one from
// `cargo build --release`, or the one in SAYSO_BINARY. The schema of sayso.toml is the one in docs/.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const extension = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = process.platform === 'win32' ? 'sayso.exe' : 'sayso';
const root = join(extension, '../..');
const built = process.env.SAYSO_BINARY
  ?? join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'release', program);
const bundled = join(extension, 'server', program);

if (!existsSync(built)) {
  console.error(`${built} does not exist: run \`cargo build --release\` first.`);
  process.exit(1);
}
rmSync(dirname(bundled), { recursive: true, force: true });
mkdirSync(dirname(bundled));
copyFileSync(built, bundled);
chmodSync(bundled, 0o755);

// Extensions for TOML complete and check sayso.toml with its schema.
mkdirSync(join(extension, 'schemas'), { recursive: true });
copyFileSync(join(root, 'docs/sayso.schema.json'), join(extension, 'schemas/sayso.schema.json'));

const vsce = join(extension, 'node_modules/@vscode/vsce/vsce');
const target = `${process.platform}-${process.arch}`;
execFileSync(
  process.execPath,
  [vsce, 'package', '--no-dependencies', '--target', target, '--out', 'sayso.vsix'],
  { cwd: extension, stdio: 'inherit' },
);
