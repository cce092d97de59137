-- The server, as vim.lsp.config() reads it. Whatever you set with vim.lsp.config('sayso', …) wins.

-- Without inotifywait Neovim would watch every folder by itself, which is slow in large ones.
-- What is saved in Neovim reaches the server in any case: see plugin/sayso.lua.
local watches = vim.fn.executable('inotifywait') == 1 or nil

---@type vim.lsp.Config
return {
  cmd = { 'sayso', 'lsp', '--stdio' },
  filetypes = { 'sayso' },
  root_markers = { 'sayso.toml', '.git' },
  capabilities = { workspace = { didChangeWatchedFiles = { dynamicRegistration = watches } } },
}
