vim.filetype.add({ extension = { sayso = 'sayso' } })
