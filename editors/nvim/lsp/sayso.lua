-- The server's configuration for vim.lsp.config(). Your own settings in vim.lsp.config('sayso', …) override it.

-- Without inotifywait, Neovim would watch every folder by itself, which is slow in large workspaces.
-- The server is notified of files saved in Neovim in any case: see plugin/sayso.lua.
local watches = vim.fn.executable('inotifywait') == 1 or nil

---@type vim.lsp.Config
return {
  cmd = { 'sayso', 'lsp', '--stdio' },
  -- Articles too: the server is attached to them only where there are drafts.
  filetypes = { 'sayso', 'markdown', 'text', 'html' },
  root_dir = function(buffer, start)
    local root, has_drafts = require('sayso.root').of(buffer)
    if has_drafts then
      start(root)
    end
  end,
  commands = {
    -- The server sends this if somebody signs while `signAs` is not set.
    ['sayso.whoSigns'] = function(command)
      vim.notify(('sayso: %s (:help sayso-signAs)'):format(command.arguments[1]), vim.log.levels.WARN)
    end,
  },
  handlers = {
    ['sayso/coverageChanged'] = function(_, params)
      require('sayso.coverage').refresh(vim.uri_to_bufnr(params.uri))
    end,
  },
  capabilities = {
    workspace = { didChangeWatchedFiles = { dynamicRegistration = watches } },
    experimental = { coverageChanged = true },
  },
}
