-- Starts the server for drafts and their articles, and defines the command. To start the server yourself with
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

-- An article to which the server is not attached is checked when it is saved. When an article is opened, it shows the
-- findings that were published before.
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

vim.api.nvim_create_autocmd({ 'LspAttach', 'LspDetach' }, {
  group = group,
  callback = function(event)
    -- Afterwards: a client that detaches is still attached now.
    vim.schedule(function()
      require('sayso.coverage').refresh(event.buf)
    end)
  end,
})

vim.api.nvim_create_user_command('Sayso', function(command)
  require('sayso.command').run(command.fargs)
end, {
  nargs = '+',
  complete = function(typed, line)
    return require('sayso.command').complete(typed, line)
  end,
  desc = 'Sayso: check, coverage, install-parser, new-draft, restart, status',
})
