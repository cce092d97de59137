--- `:Sayso`: one command, and what it does as its first word.
local M = {}

local function warn(message)
  vim.notify('sayso: ' .. message, vim.log.levels.WARN)
end

--- Asks the server about the current file. Returns nil if there is no server or no answer.
local function ask(method, params)
  local client = vim.lsp.get_clients({ name = 'sayso', bufnr = 0 })[1] or vim.lsp.get_clients({ name = 'sayso' })[1]
  local answer = client and client:request_sync(method, params, 3000, 0)
  local result = answer and answer.result
  return result ~= vim.NIL and result or nil, client
end

local function this_file()
  return { textDocument = vim.lsp.util.make_text_document_params(0) }
end

local function show_status()
  local status = ask('sayso/status', this_file())
  if not status then
    return warn('no server runs for this file')
  end
  local configuration = status.configuration ~= vim.NIL and status.configuration or 'no sayso.toml'
  local lines = { ('%s: %d Sayso files, %s'):format(status.root, status.files, configuration) }
  local article = status.article
  if article and article ~= vim.NIL then
    table.insert(lines, ('%s: %d claims, %d unsourced, %d signed off; %d sentences without a claim')
      :format(article.status, article.claims, article.unsourced, article.signed, article.uncovered))
  end
  vim.notify(table.concat(lines, '\n'))
end

--- Where there are no drafts yet, no server runs either.
local function start_here()
  local root = require('sayso.root').of(0)
  if root and #vim.lsp.get_clients({ name = 'sayso' }) == 0 then
    local id = vim.lsp.start(vim.tbl_extend('force', vim.lsp.config.sayso, { root_dir = root }))
    vim.wait(3000, function()
      local client = id and vim.lsp.get_client_by_id(id)
      return client ~= nil and client.initialized
    end, 20)
  end
end

local function new_draft()
  start_here()
  local start = { line = 0, character = 0 }
  local context = { diagnostics = {} }
  local params = vim.tbl_extend('error', this_file(), { range = { start = start, ['end'] = start }, context = context })
  local actions, client = ask('textDocument/codeAction', params)
  for _, action in ipairs(actions or {}) do
    if vim.startswith(action.title, 'New draft') and action.edit and client then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      local last = action.edit.documentChanges[#action.edit.documentChanges]
      return vim.cmd.edit(vim.fn.fnameescape(vim.uri_to_fname(last.textDocument.uri)))
    end
  end
  warn('no draft can be made for this file: it has one, or it is not an article')
end

---@type table<string, fun(arguments: string[])>
local SUBCOMMANDS = {
  check = function(arguments)
    require('sayso.check').run(arguments)
  end,
  coverage = function()
    require('sayso.coverage').toggle()
  end,
  ['install-parser'] = function(arguments)
    require('sayso.parser').install(arguments[1])
  end,
  ['new-draft'] = new_draft,
  restart = function()
    require('sayso').restart()
  end,
  status = show_status,
}

---@param arguments string[]
function M.run(arguments)
  local run = SUBCOMMANDS[arguments[1]]
  if run then
    run(vim.list_slice(arguments, 2))
  else
    warn(('`%s` is unknown: use one of %s'):format(arguments[1], table.concat(M.complete(''), ', ')))
  end
end

--- The subcommands that begin with what was typed, or files after `check` and `install-parser`.
---@param typed string
---@param line string?
---@return string[]
function M.complete(typed, line)
  if line and line:match('^%S*%s+%S+%s') then
    return vim.fn.getcompletion(typed, 'file')
  end
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, typed)
  end, vim.tbl_keys(SUBCOMMANDS))
  table.sort(names)
  return names
end

return M
