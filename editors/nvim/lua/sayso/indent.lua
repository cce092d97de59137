--- Where a new line begins.
local M = {}

local KEEP = -1

--- Below a headline one step in, below a field like the field, after a blank line in column 0.
--- Lines that stand keep their place: indentation says what belongs together, so only a writer may change it.
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
