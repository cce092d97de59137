--- `:checkhealth sayso`: what is installed, what is missing, and what to do about it.
local M = {}
local health = vim.health
local parser = require('sayso.parser')

local function check_neovim()
  local version = tostring(vim.version())
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. version)
  else
    health.error('Neovim ' .. version .. ' is too old', 'Install Neovim 0.11 or newer.')
  end
end

---@return string? path of the program
local function check_program()
  local command = vim.lsp.config.sayso.cmd
  if type(command) ~= 'table' then
    health.info('A function in your configuration starts the server.')
    return
  end
  local path = vim.fn.exepath(command[1])
  if path == '' then
    health.error(('The program `%s` was not found.'):format(command[1]), {
      'Install it: `cargo install --path …/sayso` in a checkout of Sayso puts it into ~/.cargo/bin.',
      'Add its folder to $PATH before Neovim starts, or set its path: '
        .. "`vim.lsp.config('sayso', { cmd = { '/path/to/sayso', 'lsp', '--stdio' } })`",
    })
    return
  end
  local result = vim.system({ path, '--version' }, { text = true, timeout = 5000 }):wait()
  if result.code == 0 then
    health.ok(('%s: %s'):format(path, vim.trim(result.stdout)))
    return path
  end
  health.error(('`%s --version` fails.'):format(path), {
    'Run it in a terminal to see why; it may be built for another system.',
    vim.trim(result.stderr or ''),
  })
end

local function check_server()
  local clients = vim.lsp.get_clients({ name = 'sayso' })
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('The server runs in %s, for %d open file(s).'):format(client.root_dir or 'no folder', buffers))
  end
  if #clients > 0 then
    return
  end
  if vim.lsp.is_enabled('sayso') then
    health.info('The server starts when you open a Sayso file.')
  else
    health.warn('The server is not enabled.', "Add `vim.lsp.enable('sayso')` to your configuration.")
  end
end

local function check_watching()
  if vim.fn.executable('inotifywait') == 1 or vim.fn.has('linux') == 0 then
    health.ok('Sayso notices when other programs change files.')
  else
    health.info('Sayso notices when other programs change files only after `:Sayso restart`. '
      .. 'Install `inotifywait` (Debian: inotify-tools) to notice at once.')
  end
end

local function check_parser()
  if not parser.is_installed() then
    local advice = { 'Run `:Sayso install-parser`.' }
    if not parser.compiler() then
      table.insert(advice, 1, 'Install a C compiler (Debian: gcc).')
    end
    health.warn('The tree-sitter parser is not installed: there are simpler colours and no folds.', advice)
    return
  end
  for _, name in ipairs({ 'highlights', 'folds', 'injections' }) do
    local ok, query = pcall(vim.treesitter.query.get, 'sayso', name)
    if not ok then
      health.error(('The parser does not match the query `%s`: %s'):format(name, query), {
        'Their versions differ: run `:Sayso install-parser`, then restart Neovim.',
      })
      return
    end
  end
  health.ok('The tree-sitter parser is installed and matches the queries.')
end

function M.check()
  health.start('Sayso')
  check_neovim()
  if check_program() then
    check_server()
    check_watching()
  end
  check_parser()
end

return M
