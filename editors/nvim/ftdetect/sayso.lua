vim.filetype.add({
  extension = { sayso = 'sayso' },
  -- An extension may be in capital letters, as on files from Windows.
  pattern = { ['.*%.[sS][aA][yY][sS][oO]'] = 'sayso' },
})
