--- Sayso's tree-sitter parser: finds its source and compiles it.
local M = {}

--- The C compilers to try, in order.
local COMPILERS = { 'cc', 'gcc', 'clang' }

--- Returns whether Neovim finds the parser and can use it.
---@return boolean
function M.is_installed()
  local ok, added = pcall(vim.treesitter.language.add, 'sayso')
  return ok and added == true
end

---@return string?
function M.compiler()
  local wanted = vim.env.CC and { vim.env.CC } or COMPILERS
  return vim.iter(wanted):find(function(name)
    return vim.fn.executable(name) == 1
  end)
end

--- Returns the folder `grammar` of the checkout that this plugin is part of, or of its mirror.
---@return string?
function M.grammar()
  local here = debug.getinfo(1, 'S').source:sub(2)
  local plugin = vim.fn.fnamemodify(vim.uv.fs_realpath(here) or here, ':h:h:h')
  return vim.iter({ '/../../grammar', '/grammar' }):map(function(folder)
    return vim.fs.normalize(plugin .. folder)
  end):find(function(grammar)
    return vim.uv.fs_stat(grammar .. '/src/parser.c') ~= nil
  end)
end

--- Compiles the parser into Neovim's data folder and reports the result.
---@param grammar string? the folder `grammar` of a checkout of Sayso
---@return boolean installed
function M.install(grammar)
  grammar = grammar and vim.fs.normalize(grammar) or M.grammar()
  local path = vim.fn.stdpath('data') .. '/site/parser/sayso.so'
  local problem = M.compile(grammar, path)
  if problem then
    vim.notify('sayso: ' .. problem, vim.log.levels.ERROR)
    return false
  end
  -- With its path, because Neovim does not search a new folder until it restarts.
  vim.treesitter.language.add('sayso', { path = path })
  M.use_in_open_buffers()
  vim.notify('sayso: the parser is installed', vim.log.levels.INFO)
  return true
end

---@param grammar string?
---@param path string of the file to write
---@return string? problem
function M.compile(grammar, path)
  if not (grammar and vim.uv.fs_stat(grammar .. '/src/parser.c')) then
    return "the parser's source was not found: name the folder in a checkout of Sayso, "
      .. ':Sayso install-parser …/sayso/grammar'
  end
  local compiler = M.compiler()
  if not compiler then
    return 'there is no C compiler to compile the parser: install gcc or clang'
  end
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  -- Compile to a temporary name and rename it: Neovim may have the old parser open.
  local new = path .. '.new'
  local command = { compiler, '-O2', '-shared', '-fPIC', '-I', grammar .. '/src', grammar .. '/src/parser.c', '-o', new }
  local result = vim.system(command, { text = true }):wait()
  if result.code ~= 0 then
    return 'the parser does not compile:\n' .. result.stderr
  end
  local ok, problem = vim.uv.fs_rename(new, path)
  return not ok and problem or nil
end

--- Sets up open Sayso files again, now with colours and folds from the parser.
function M.use_in_open_buffers()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == 'sayso' then
      vim.api.nvim_buf_call(buffer, function()
        vim.b.did_ftplugin = nil
        vim.cmd.runtime('ftplugin/sayso.lua')
      end)
    end
  end
end

return M
