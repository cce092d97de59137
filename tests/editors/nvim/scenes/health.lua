--- Setup: what :checkhealth says before and after, and installing the parser.
return function(editor)
  editor.command('edit venezuela-prisoners.sayso')
  editor.expect('a Sayso file has its file type', function()
    return editor.eval('vim.bo.filetype') == 'sayso'
  end)

  editor.expect('the server starts with it', function()
    return editor.eval("#vim.lsp.get_clients({ name = 'sayso' })") == 1
  end)

  editor.command('checkhealth sayso')
  local function report()
    return table.concat(editor.eval('vim.api.nvim_buf_get_lines(0, 0, -1, false)'), '\n')
  end
  editor.expect('the report finds Neovim, the program and the server', function()
    local text = report()
    return text:find('✅ OK Neovim 0.1%d') and text:find('bin/sayso: sayso 0', 1, true)
      and text:find('The server runs in', 1, true)
  end)
  editor.expect('the report says how to get the parser', function()
    return report():find('Run `:Sayso install-parser`', 1, true)
  end)
  editor.picture('health-before')
  editor.command('close')

  editor.command('Sayso install-parser')
  editor.expect('the parser is compiled and colours the open file', function()
    return editor.eval('vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil')
  end)

  editor.command('checkhealth sayso')
  editor.expect('the report has no problems', function()
    local text = report()
    return text:find('installed and matches the queries', 1, true)
      and not text:find('WARNING', 1, true) and not text:find('ERROR', 1, true)
  end)
  editor.picture('health')
  editor.command('close')

  editor.run("vim.lsp.config('sayso', { cmd = { 'no-such-program', 'lsp' } })")
  editor.command('checkhealth sayso')
  editor.expect('a missing program is named, with what to do', function()
    local text = report()
    return text:find('The program `no-such-program` was not found', 1, true) and text:find('cargo install', 1, true)
  end)
end
