-- The server, as vim.lsp.config() reads it. Whatever you set with vim.lsp.config('sayso', …) wins.

-- Without inotifywait Neovim would watch every folder by itself, which is slow in large ones.
-- What is saved in Neovim reaches the server in any case: see plugin/sayso.lua.
local watches = vim.fn.executable('inotifywait') == 1 or nil

---@type vim.lsp.Config
return {
  cmd = { 'sayso', 'lsp', '--stdio' },
  filetypes = { 'sayso' },
  root_markers = { 'sayso.toml', '.git' },
  commands = {
    -- What is sent when somebody signs before it is known who they are.
    ['sayso.whoSigns'] = function(command)
      vim.notify(('sayso: %s (:help sayso-signAs)'):format(command.arguments[1]), vim.log.levels.WARN)
    end,
  },
  capabilities = { workspace = { didChangeWatchedFiles = { dynamicRegistration = watches } } },
}
