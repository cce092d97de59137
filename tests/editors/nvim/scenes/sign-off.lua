--- A fact-checker signs off a claim: first they have to set their name, then the line and its seal are written. A late edit of
--- one digit breaks the seal, and the claim is signed again.
return function(editor)
  editor.command('set nohlsearch')
  editor.command('Sayso install-parser')
  editor.command('edit in-progress/sign-offs.sayso')

  local function line_with(text)
    return editor.run([[
      local text = ...
      for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
        if line:find(text, 1, true) then
          return line
        end
      end
      return ''
    ]], text)
  end

  -- Returns the messages of a rule in this file.
  local function reported(rule)
    return editor.run([[
      local rule = ...
      local found = {}
      for _, problem in ipairs(vim.diagnostic.get(0)) do
        if problem.code == rule then
          table.insert(found, problem.message)
        end
      end
      return table.concat(found, '\n')
    ]], rule)
  end

  -- Lists the code actions at the cursor and chooses the one with that title.
  local function take(title, picture)
    editor.type('gra')
    local number
    editor.expect(('`%s` is offered'):format(title), function()
      for _, line in ipairs(editor.screen()) do
        local found, name = line:match('^(%d+): (.*)$')
        if found and vim.startswith(name, title) then
          number = found
        end
      end
      return number
    end)
    editor.picture(picture)
    editor.type(number .. '<CR>')
  end

  editor.expect('the draft is checked', function()
    return reported('unchecked-claim') ~= ''
  end)
  editor.type('/claim arrest<CR>zz')
  take('Sign off claim `arrest`', 'sign-off-unknown')
  editor.expect('without a name nothing is signed, and a message says what to set', function()
    return editor.shows('set `sayso.signAs` to your name')
  end)
  editor.picture('sign-off-who')
  editor.type('<CR>')

  editor.run("vim.lsp.config('sayso', { settings = { sayso = { signAs = 'L. Checker' } } })")
  editor.command('Sayso restart')
  editor.expect('the draft is checked again', function()
    return reported('unchecked-claim') ~= ''
  end)
  take('Sign off claim `arrest` as L. Checker', 'sign-off')
  editor.expect('the sign-off is in the draft, with its seal', function()
    return line_with('L. Checker'):match('^  checked: %d+%-%d%d%-%d%d by "L%. Checker" seal %x+%-%x+%-%x+%-%x+$')
  end)
  editor.picture('signed')
  local signed = line_with('L. Checker')

  editor.command('%s/February 2024/February 2023/')
  editor.command('write')
  editor.command('edit in-progress/sign-offs.md')
  editor.command('%s/February 2024/February 2023/')
  editor.command('write')
  editor.type('<C-^>')
  editor.expect('one digit breaks the seal', function()
    return reported('broken-seal'):find('since L. Checker checked claim `arrest`', 1, true)
  end)
  editor.type('/L. Checker<CR>$zz')
  editor.picture('broken-seal')

  take('Sign again as L. Checker', 'sign-again')
  editor.expect('after signing again, the seal is valid', function()
    return not reported('broken-seal'):find('L. Checker', 1, true) and line_with('L. Checker') ~= signed
  end)
  editor.picture('signed-again')
end
