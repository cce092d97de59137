if vim.b.did_indent then
  return
end
vim.b.did_indent = true

vim.opt_local.autoindent = true
vim.opt_local.indentexpr = "v:lua.require'sayso.indent'.of_line(v:lnum)"
vim.opt_local.indentkeys = 'o,O,!^F'
vim.b.undo_indent = 'setlocal autoindent< indentexpr< indentkeys<'
