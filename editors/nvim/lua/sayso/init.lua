--- The functions of the plugin: it handles the article's own file and restarts the server.
local M = {}

--- How long to wait for a server to stop, in milliseconds.
local PATIENCE = 3000

--- Tells the servers that a file has changed on disk. They know about the buffers that they are
--- attached to; this is for the others, such as the article's own file.
---@param buffer integer
function M.notify_saved(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  local change = { uri = vim.uri_from_fname(path), type = vim.lsp.protocol.FileChangeType.Changed }
  for _, client in ipairs(vim.lsp.get_clients({ name = 'sayso' })) do
    if not client.attached_buffers[buffer] then
      client:notify('workspace/didChangeWatchedFiles', { changes = { change } })
    end
  end
end

--- Shows findings that a server published before the file was opened: Neovim stores them and does not show them.
---@param buffer integer
function M.show_findings(buffer)
  for _, client in ipairs(vim.lsp.get_clients({ name = 'sayso' })) do
    vim.diagnostic.show(vim.lsp.diagnostic.get_namespace(client.id), buffer)
  end
end

--- Stops the server and starts it again, for all buffers.
function M.restart()
  vim.lsp.enable('sayso', false)
  local function all_stopped()
    return #vim.lsp.get_clients({ name = 'sayso' }) == 0
  end
  if not vim.wait(PATIENCE, all_stopped, 20) then
    for _, client in ipairs(vim.lsp.get_clients({ name = 'sayso' })) do
      client:stop(true)
    end
    vim.wait(PATIENCE, all_stopped, 20)
  end
  vim.lsp.enable('sayso')
end

return M
