--- Colours, folds, indentation and comments, which need at most the parser but no server.
return function(editor)
  editor.command('edit in-progress/first-draft.sayso')

  -- Returns the syntax group of the first character of a text in the buffer.
  local function group_at(text)
    return editor.run([[
      local text = ...
      for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
        local column = line:find(text, 1, true)
        if column then
          return vim.fn.synIDattr(vim.fn.synID(row, column, 1), 'name')
        end
      end
    ]], text)
  end
  for _, pair in ipairs({
    { 'article "', 'saysoKeyword' },
    { '# The same article', 'saysoComment' },
    { 'text: "first-draft.md"', 'saysoField' },
    { '"first-draft.md"', 'saysoString' },
    { 'state-television: organisation', 'saysoName' },
    { 'organisation "State', 'saysoKind' },
    { '2026-01-08', 'saysoNumber' },
    { '@state-television', 'saysoReference' },
    { 'at table 1', 'saysoOperator' },
  }) do
    local text, group = unpack(pair)
    editor.expect(('without the parser, `%s` is a %s'):format(text, group), function()
      return group_at(text) == group
    end)
  end
  editor.picture('colours-without-parser')
  editor.command('Sayso install-parser')
  editor.expect('the highlighter runs', function()
    return editor.eval('vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil')
  end)

  -- Returns the capture that the highlighter gives to the first character of a text in the buffer.
  local function capture_at(text)
    return editor.run([[
      local text = ...
      vim.treesitter.get_parser():parse(true)
      for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
        local column = line:find(text, 1, true)
        if column then
          local captures = vim.treesitter.get_captures_at_pos(0, row - 1, column - 1)
          return captures[#captures].capture
        end
      end
    ]], text)
  end
  for _, pair in ipairs({
    { 'article "', 'keyword' },
    { '# The same article', 'comment' },
    { 'text: "first-draft.md"', 'attribute' },
    { '"first-draft.md"', 'string' },
    { 'state-television: organisation', 'label' },
    { 'organisation "State', 'type' },
    { '2026-01-08', 'constant.numeric' },
    { '@state-television', 'tag' },
    { 'at table 1', 'keyword.operator' },
  }) do
    local text, capture = unpack(pair)
    editor.expect(('`%s` is a %s'):format(text, capture), function()
      return capture_at(text) == capture
    end)
  end
  editor.picture('colours')

  editor.expect('declarations are open at first', function()
    return editor.eval('vim.fn.foldclosed(5)') == -1
  end)
  editor.type('zM')
  editor.expect('and fold to their headlines', function()
    return editor.eval("vim.fn.foldclosed(vim.fn.search('^  text: ', 'n')) == vim.fn.search('^article', 'nw')")
  end)
  editor.picture('folds')
  editor.type('zR')

  editor.type('Goclaim new: "Words<CR>source: @a<CR>about: @b<Esc>')
  editor.expect('fields are indented while typing', function()
    return vim.deep_equal(editor.eval('vim.api.nvim_buf_get_lines(0, -4, -1, false)'),
      { 'claim new: "Words', '  source: @a', '  about: @b' })
  end)
  editor.type('gcc')
  editor.expect('a comment replaces the field in place', function()
    return editor.eval('vim.api.nvim_get_current_line()') == '  # about: @b'
  end)
  editor.type('o<Esc>o<Esc>S')
  editor.expect('a line below a blank line starts in column 0', function()
    return editor.eval('vim.api.nvim_get_current_line()') == ''
  end)
  editor.type('<Esc>')

  local embedded = { 'text', '  ## A heading', '  A *stressed* word, and a "mark: that # means nothing.' }
  editor.run("vim.cmd.enew() vim.bo.filetype = 'sayso' vim.api.nvim_buf_set_lines(0, 0, -1, false, ...)", embedded)
  editor.expect('the embedded text is read as Markdown', function()
    return vim.startswith(capture_at('## A heading') or '', 'markup.heading') and capture_at('stressed') == 'markup.italic'
  end)
  editor.picture('embedded-text')
end
