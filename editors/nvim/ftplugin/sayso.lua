if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = true

local set = vim.opt_local

set.commentstring = '# %s'
set.comments = ':#'
-- Comments wrap and continue on Enter. The writer breaks all other lines: claims quote the article's words unchanged.
set.formatoptions:remove('t')
set.formatoptions:remove('o')
set.formatoptions:append('crql')

set.expandtab = true
set.shiftwidth = 2
set.softtabstop = 2

-- Names contain hyphens: `w` and `*` treat a name as one word.
set.iskeyword:append('-')

vim.b.undo_ftplugin = 'setlocal commentstring< comments< formatoptions< expandtab< shiftwidth< softtabstop< iskeyword<'

if require('sayso.parser').is_installed() then
  vim.treesitter.start(0, 'sayso')
  vim.b.undo_ftplugin = vim.b.undo_ftplugin .. ' | lua vim.treesitter.stop()'
  if vim.wo.foldmethod == 'manual' then
    vim.wo[0][0].foldmethod = 'expr'
    vim.wo[0][0].foldexpr = 'v:lua.vim.treesitter.foldexpr()'
    vim.wo[0][0].foldtext = ''
    -- Folds are open at first: `zM` closes, `zR` opens.
    vim.wo[0][0].foldlevel = 99
    vim.b.undo_ftplugin = vim.b.undo_ftplugin .. ' | setlocal foldmethod< foldexpr< foldtext< foldlevel<'
  end
end
