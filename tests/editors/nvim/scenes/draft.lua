--- The usual work: a warning, a completed name, going to its definition, and fixing the warning.
return function(editor)
  editor.command('set nohlsearch')
  editor.command('Sayso install-parser')
  editor.command('edit in-progress/first-draft.sayso')

  -- Returns the problems of a rule in a file as `line: message`, ordered by line.
  local function reported(rule, file)
    return editor.run([[
      local rule, file = ...
      local found = {}
      for _, problem in ipairs(vim.diagnostic.get(file and vim.fn.bufnr(file))) do
        if problem.code == rule and (file or problem.bufnr == vim.api.nvim_get_current_buf()) then
          table.insert(found, ('%03d: %s'):format(problem.lnum + 1, problem.message))
        end
      end
      table.sort(found)
      return found
    ]], rule, file)
  end

  local function line()
    return editor.eval('vim.api.nvim_get_current_line()')
  end

  local function file_name()
    return vim.fs.basename(editor.eval('vim.api.nvim_buf_get_name(0)'))
  end

  -- Returns the text of the floating window.
  local function float()
    return editor.run([[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= '' then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
        end
      end
      return ''
    ]])
  end

  editor.expect('two claims are reported as unsourced', function()
    return #reported('unsourced-claim') == 2
  end)
  local warning = reported('unsourced-claim')[1]
  editor.type('/claim goodwill<CR>zz')
  editor.expect('the warning is at the claim', function()
    return warning:find('goodwill', 1, true) and editor.shows('claim goodwill')
      and editor.eval('vim.fn.line(".")') == tonumber(warning:match('^%d+'))
  end)
  editor.picture('warning')
  editor.type('<C-w>d')
  editor.expect('the message is shown in full', function()
    return float():find('claim `goodwill` has no source', 1, true)
  end)
  editor.picture('message')

  editor.type('oabout: @rocio')
  editor.expect('a name is typed', function()
    return line() == '  about: @rocio'
  end)
  editor.type('<C-x><C-o>')
  editor.expect('known names are offered', function()
    return editor.eval('vim.fn.pumvisible()') == 1 and editor.shows('rocio-san-miguel')
  end)
  editor.picture('completion')
  editor.expect('the name is inserted', function()
    if line() ~= '  about: @rocio-san-miguel' then
      editor.type('<C-n>')
    end
    return line() == '  about: @rocio-san-miguel'
  end)
  editor.type('<C-y><Esc>')

  editor.type('hK')
  editor.expect('the hover shows who it is', function()
    return float():find('Rocío San Miguel', 1, true)
  end)
  editor.picture('hover')

  editor.type('<C-]>')
  editor.expect('the definition is in the registry', function()
    return file_name() == 'entities.sayso' and vim.startswith(line(), 'entity rocio-san-miguel')
  end)
  editor.picture('definition')
  editor.type('<C-t>')
  editor.expect('the jump goes back', function()
    return file_name() == 'first-draft.sayso'
  end)

  editor.type('osource: @government-statement at para 2<Esc>')
  editor.expect('the warning is gone, the other one remains', function()
    local left = reported('unsourced-claim')
    return #left == 1 and left[1]:sub(5) ~= warning:sub(5)
  end)
  editor.picture('sourced')

  editor.type('?claim political<CR>f"l<C-]>')
  editor.expect("the definition of a claim's title is its passage", function()
    return file_name() == 'first-draft.md' and editor.eval("vim.fn.getline('.'):sub(vim.fn.col('.'))") == 'detainees whom rights groups'
  end)
  editor.expect('the article shows how many sentences no claim covers', function()
    local found = reported('uncovered-sentence')
    return #found == 1 and found[1]:find('no claim yet', 1, true)
  end)
  editor.picture('article')

  editor.command('%s/political prisoners/prisoners of conscience/')
  editor.command('write')
  editor.type('<C-^>')
  editor.expect('after the article is changed and saved, the claim is not found in it', function()
    return file_name() == 'first-draft.sayso' and #reported('anchor-not-found') > 0
  end)
  editor.picture('stale-claim')

  local before = editor.eval("vim.lsp.get_clients({ name = 'sayso' })[1].id")
  editor.command('Sayso restart')
  editor.expect('the server can be restarted and reports again', function()
    local now = editor.eval("vim.lsp.get_clients({ name = 'sayso' })[1].id")
    return now ~= before and #reported('anchor-not-found') > 0
  end)
end
