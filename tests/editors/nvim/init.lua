-- The configuration of a user who follows the plugin's README.
vim.opt.runtimepath:append(vim.env.PLUGIN)
vim.opt.number = true
vim.opt.swapfile = false
vim.opt.termguicolors = true
vim.diagnostic.config({ virtual_text = true, severity_sort = true })
