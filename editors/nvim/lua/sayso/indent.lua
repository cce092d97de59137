--- The indentation of a new line.
local M = {}

local KEEP = -1

--- Below a headline: one step in. Below a field: like the field. After a blank line: column 0.
--- Existing lines are left alone: indentation says what belongs together, so only the writer may change it.
---@param line_number integer
---@return integer columns
function M.of_line(line_number)
  if vim.fn.getline(line_number):find('%S') then
    return KEEP
  end
  local above = vim.fn.getline(line_number - 1)
  if above:find('^[^%s#]') then
    return vim.fn.shiftwidth()
  end
  return above:find('%S') and vim.fn.indent(line_number - 1) or 0
end

return M
