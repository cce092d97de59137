--- Signs beside an article: what has to be done about the sentences on each line.
local M = {}

local namespace = vim.api.nvim_create_namespace('sayso.coverage')

--- From what most has to be done to what is done: a line with several sentences has the sign of the first of these.
local SIGNS = {
  { state = 'broken', text = '✗', highlight = 'DiagnosticSignError' },
  { state = 'claimed', text = '?', highlight = 'DiagnosticSignWarn' },
  { state = 'uncovered', text = '○', highlight = 'NonText' },
  { state = 'sourced', text = '●', highlight = 'DiagnosticSignInfo' },
  { state = 'signed', text = '✓', highlight = 'DiagnosticSignOk' },
}

local RANKS = {}
for rank, sign in ipairs(SIGNS) do
  RANKS[sign.state] = rank
end

---@return boolean
function M.is_on()
  return vim.g.sayso_coverage ~= false
end

--- Shows or hides the signs in all windows.
function M.toggle()
  vim.g.sayso_coverage = not M.is_on()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    M.refresh(buffer)
  end
end

--- Asks for the state of a buffer's sentences and shows it.
---@param buffer integer
function M.refresh(buffer)
  if not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  local client = vim.lsp.get_clients({ name = 'sayso', bufnr = buffer })[1]
  if not (client and M.is_on()) then
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  client:request('sayso/coverage', params, function(problem, coverage)
    if not problem and vim.api.nvim_buf_is_loaded(buffer) then
      M.show(buffer, coverage)
    end
  end, buffer)
end

---@param buffer integer
---@param coverage table? the answer of the server
function M.show(buffer, coverage)
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  -- The coverage of a draft is about the file of its article.
  if type(coverage) ~= 'table' or coverage.uri ~= vim.uri_from_bufnr(buffer) then
    return
  end
  local ranks = {}
  for _, sentence in ipairs(coverage.sentences) do
    for line = sentence.range.start.line, sentence.range['end'].line do
      ranks[line] = math.min(ranks[line] or #SIGNS, RANKS[sentence.state])
    end
  end
  local count = vim.api.nvim_buf_line_count(buffer)
  for line, rank in pairs(ranks) do
    if line < count then
      local sign = SIGNS[rank]
      -- Below the signs of problems.
      local look = { sign_text = sign.text, sign_hl_group = sign.highlight, priority = 5 }
      vim.api.nvim_buf_set_extmark(buffer, namespace, line, 0, look)
    end
  end
end

return M
