--- The folder of a file's workspace, and whether there are drafts in it.
local M = {}

--- What the top folder of a workspace contains.
local MARKERS = { 'sayso.toml', '.git' }

---@param folder string
local function has_draft(folder)
  for name in vim.fs.dir(folder) do
    if name:lower():match('%.sayso$') then
      return true
    end
  end
  return false
end

--- Looks for drafts in the folder of an article and those above it, up to the root, but not in all of the workspace: that would
--- delay every Markdown file. A `sayso.toml`, or a server that is running there, also says that there are drafts.
---@param folder string of the article
---@param root string
local function may_have_drafts(folder, root)
  if vim.uv.fs_stat(root .. '/sayso.toml') then
    return true
  end
  for _, client in ipairs(vim.lsp.get_clients({ name = 'sayso' })) do
    if client.root_dir == root then
      return true
    end
  end
  while not has_draft(folder) do
    if folder == root then
      return false
    end
    folder = vim.fs.dirname(folder)
  end
  return true
end

---@param buffer integer
---@return string? root nil for a buffer without a file
---@return boolean has_drafts whether a draft may be in it, or the buffer is one
function M.of(buffer)
  local is_draft = vim.bo[buffer].filetype == 'sayso'
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return nil, is_draft
  end
  local folder = vim.fs.dirname(path)
  -- The nearest sayso.toml, or else the nearest .git.
  local root = vim.iter(MARKERS):map(function(marker)
    return vim.fs.root(path, marker)
  end):next() or folder
  return root, is_draft or may_have_drafts(folder, root)
end

return M
