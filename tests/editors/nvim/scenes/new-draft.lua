--- An article without a draft: `:Sayso new-draft` makes one, in a folder where no server runs yet.
return function(editor)
  editor.type(':Sayso n<Tab>')
  editor.expect('the name of the command is completed', function()
    return editor.eval('vim.fn.getcmdline()') == 'Sayso new-draft'
  end)
  editor.type('<C-c>')

  editor.run([[
    vim.fn.mkdir('../elsewhere')
    vim.fn.writefile({ '# Bridge closed', '', 'The bridge closed on Monday.' }, '../elsewhere/bridge.md')
  ]])
  editor.command('edit ../elsewhere/bridge.md')
  assert(editor.eval("#vim.lsp.get_clients({ name = 'sayso' })") == 0)
  editor.type(':Sayso new-draft<CR>')
  editor.expect('the draft is open, and names the article', function()
    local lines = editor.eval('vim.api.nvim_buf_get_lines(0, 0, -1, false)')
    return vim.fs.basename(editor.eval('vim.api.nvim_buf_get_name(0)')) == 'bridge.sayso'
      and lines[1] == 'article "Bridge closed"' and vim.tbl_contains(lines, '  text: "bridge.md"')
      and vim.tbl_contains(lines, 'claim: fact "The bridge closed on Monday."')
  end)
  editor.picture('new-draft')
  editor.command('write')
  editor.type('<C-^>')
  editor.type('GA Nobody came.<Esc>')
  editor.expect('the server serves the article now', function()
    return editor.run([[
      local namespace = vim.api.nvim_get_namespaces()['sayso.coverage']
      return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'bridge.md'
        and namespace ~= nil and #vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, {}) > 0
    ]])
  end)

  editor.type(':Sayso new-draft<CR>')
  editor.expect('an article with a draft gets no other one', function()
    return editor.shows('no draft can be made for this file: it has one')
  end)
end
