--- `:Sayso check`: the findings of `sayso check` in the quickfix list.
local M = {}

local TYPES = { error = 'E', warning = 'W', information = 'I', hint = 'N' }

--- Columns count characters; the quickfix list counts bytes.
local function byte_column(path, line_number, column)
  local line = vim.fn.readfile(path, '', line_number)[line_number] or ''
  return vim.str_byteindex(line, 'utf-32', column - 1, false) + 1
end

---@param line string `path:line:column: severity[rule] message`
local function entry_of(line, folder)
  local path, row, column, severity, rule, message = line:match('^(.-):(%d+):(%d+): (%a+)%[([%w-]+)%] (.*)$')
  if not (path and TYPES[severity]) then
    return nil
  end
  path = vim.startswith(path, '/') and path or vim.fs.joinpath(folder, path)
  local ok, byte = pcall(byte_column, path, tonumber(row), tonumber(column))
  return {
    filename = path,
    lnum = tonumber(row),
    col = ok and byte or tonumber(column),
    type = TYPES[severity],
    text = ('%s [%s]'):format(message, rule),
  }
end

--- Checks the workspace of the current file, or what the arguments name.
---@param arguments string[]
function M.run(arguments)
  local command = vim.lsp.config.sayso.cmd
  local program = type(command) == 'table' and command[1] or 'sayso'
  local folder = require('sayso.root').of(0) or vim.fn.getcwd()
  local words = vim.list_extend({ program, 'check', '--format', 'concise' }, arguments)
  local started, problem = pcall(vim.system, words, { cwd = folder, text = true }, vim.schedule_wrap(function(result)
    M.show(result, folder)
  end))
  if not started then
    vim.notify('sayso: ' .. problem, vim.log.levels.ERROR)
  end
end

---@param result vim.SystemCompleted
---@param folder string
function M.show(result, folder)
  local lines = vim.split(vim.trim(result.stdout), '\n')
  local entries = vim.iter(lines):map(function(line)
    return entry_of(line, folder)
  end):totable()
  vim.fn.setqflist({}, ' ', { title = 'sayso check', items = entries })
  if #entries > 0 then
    vim.cmd('botright copen')
  end
  local failed = result.code > 1
  local summary = failed and vim.trim(result.stderr) or lines[#lines]
  vim.notify('sayso: ' .. summary, failed and vim.log.levels.ERROR or vim.log.levels.INFO)
end

return M
