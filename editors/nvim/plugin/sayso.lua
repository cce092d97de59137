-- Starts the server for Sayso files and defines the commands. To start the server yourself with
-- vim.lsp.enable('sayso'), set vim.g.sayso_no_server before this file is loaded.

if vim.g.loaded_sayso then
  return
end
vim.g.loaded_sayso = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('sayso: the plugin needs Neovim 0.11 or newer', vim.log.levels.ERROR)
  return
end

if not vim.g.sayso_no_server then
  vim.lsp.enable('sayso')
end

-- The article is usually in its own file. When it is saved, the server checks its claims again; when it is
-- opened, it shows the findings that were published before.
local group = vim.api.nvim_create_augroup('sayso', {})
vim.api.nvim_create_autocmd({ 'BufWritePost', 'FileChangedShellPost' }, {
  group = group,
  callback = function(event)
    require('sayso').notify_saved(event.buf)
  end,
})
vim.api.nvim_create_autocmd('BufReadPost', {
  group = group,
  callback = function(event)
    require('sayso').show_findings(event.buf)
  end,
})

-- The queries are also for Helix and use names that both editors know. These links add names that only Neovim has.
vim.api.nvim_set_hl(0, '@attribute.sayso', { link = '@property', default = true })
vim.api.nvim_set_hl(0, '@constant.numeric.sayso', { link = '@number', default = true })

vim.api.nvim_create_user_command('SaysoRestart', function()
  require('sayso').restart()
end, { desc = 'Stop the Sayso server and start it again' })

vim.api.nvim_create_user_command('SaysoInstallParser', function(command)
  require('sayso.parser').install(command.args ~= '' and command.args or nil)
end, { nargs = '?', complete = 'dir', desc = "Compile Sayso's tree-sitter parser" })
