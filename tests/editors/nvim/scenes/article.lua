--- The article: its claims, its signs, and a change that is not saved; then a check of everything.
return function(editor)
  editor.command('set nohlsearch')
  editor.command('edit in-progress/first-draft.md')
  editor.expect('the server is attached to the article', function()
    return editor.eval("#vim.lsp.get_clients({ name = 'sayso', bufnr = 0 })") == 1
  end)

  -- Returns the signs of coverage, as `line: sign`.
  local function signs()
    return editor.run([[
      local found = {}
      local namespace = vim.api.nvim_get_namespaces()['sayso.coverage']
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
        table.insert(found, ('%d: %s'):format(mark[2] + 1, vim.trim(mark[4].sign_text)))
      end
      return found
    ]])
  end
  editor.expect('signs show the state of the sentences', function()
    local found = signs()
    return vim.tbl_contains(found, '3: ●') and vim.tbl_contains(found, '4: ?') and vim.tbl_contains(found, '12: ○')
  end)
  editor.picture('signs')

  editor.type('/goodwill<CR>K')
  editor.expect('the hover shows the claim', function()
    return editor.shows('claim goodwill') or editor.shows('`goodwill`')
  end)
  editor.picture('article-hover')
  editor.type('<C-]>')
  editor.expect('the definition of a passage is its claim', function()
    return vim.startswith(editor.eval('vim.api.nvim_get_current_line()'), 'claim goodwill')
  end)
  editor.type('osource: @government-statement at para 2<Esc><C-^>')
  editor.expect('a source in the draft changes the sign in the article', function()
    return vim.tbl_contains(signs(), '4: ●')
  end)

  editor.command('%s/political prisoners/prisoners of conscience/')
  editor.expect('a change of the article that is not saved is checked', function()
    return editor.run([[
      for _, problem in ipairs(vim.diagnostic.get(vim.fn.bufnr('first-draft.sayso'))) do
        if problem.code == 'anchor-not-found' then
          return true
        end
      end
      return false
    ]])
  end)

  editor.type(':Sayso status<CR>')
  editor.expect('the status is shown', function()
    return editor.shows('10 claims, 1 unsourced')
  end)
  editor.picture('status')
  editor.type('<CR>')
  editor.command('Sayso coverage')
  editor.expect('the signs can be hidden', function()
    return #signs() == 0
  end)
  editor.command('Sayso coverage')
  editor.expect('and shown again', function()
    return #signs() > 0
  end)

  editor.command('Sayso check in-progress/numbers.sayso')
  editor.expect('a check fills the quickfix list', function()
    local first = editor.eval('vim.fn.getqflist()[1]')
    return editor.eval('vim.bo.buftype') == 'quickfix' and first.type ~= '' and first.text:find('%[[%w-]+%]$')
  end)
  editor.picture('check')

  editor.run("vim.fn.mkdir('../elsewhere') vim.fn.writefile({ 'Words.' }, '../elsewhere/other.md')")
  editor.command('edit ../elsewhere/other.md')
  editor.expect('other Markdown is left alone', function()
    return editor.eval('vim.bo.filetype') == 'markdown' and editor.eval("#vim.lsp.get_clients({ bufnr = 0 })") == 0
  end)
end
