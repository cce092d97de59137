--- Each draft of the example, opened alone, shows what `sayso check` reports about it. Hints are left out: some of those in an
--- article only mark the passage of a finding in the draft.
return function(editor)
  -- Returns the findings in all buffers, sorted, as `file:line:column rule`.
  local function shown()
    return editor.run([[
      local found = {}
      for _, problem in ipairs(vim.diagnostic.get(nil, { severity = { min = vim.diagnostic.severity.INFO } })) do
        local line = vim.fn.getbufline(problem.bufnr, problem.lnum + 1)[1]
          or vim.fn.readfile(vim.api.nvim_buf_get_name(problem.bufnr), '', problem.lnum + 1)[problem.lnum + 1]
        local column = vim.str_utfindex(line, 'utf-32', problem.col) + 1
        local file = vim.fs.basename(vim.api.nvim_buf_get_name(problem.bufnr))
        table.insert(found, ('%s:%d:%d %s'):format(file, problem.lnum + 1, column, problem.code))
      end
      table.sort(found)
      return found
    ]])
  end

  -- Returns what the check reports about a file, in the same form.
  local function checked(file)
    local result = vim.system({ 'sayso', 'check', '--format', 'json', file }, { text = true }):wait()
    local found = {}
    for _, finding in ipairs(vim.json.decode(result.stdout).findings) do
      local start = finding.start
      if finding.severity ~= 'hint' then
        table.insert(found, ('%s:%d:%d %s'):format(vim.fs.basename(finding.path), start.line, start.column, finding.rule))
      end
    end
    table.sort(found)
    return found
  end

  local files = vim.fn.glob('**/*.sayso', true, true)
  assert(#files > 10)
  for _, file in ipairs(files) do
    local expected = checked(file)
    editor.command('edit ' .. file)
    editor.expect(('%s shows %d findings'):format(file, #expected), function()
      local found = shown()
      assert(vim.deep_equal(found, expected), table.concat(found, '\n') .. '\nand not\n' .. table.concat(expected, '\n'))
      local status = editor.run([[
        local client = vim.lsp.get_clients({ name = 'sayso', bufnr = 0 })[1]
        local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
        return client:request_sync('sayso/status', params, 3000, 0).result.loadedIn
      ]])
      return type(status) == 'number'
    end)
    editor.run("vim.lsp.enable('sayso', false) vim.cmd('%bwipeout!') vim.lsp.enable('sayso')")
    editor.expect('its server ends', function()
      return editor.eval("#vim.lsp.get_clients({ name = 'sayso' })") == 0
    end)
  end
end
