--- The plugin as a repository of its own, as plugin managers want it. Neovim 0.12 has such a manager.
return function(editor)
  local mirror = editor.eval('vim.fn.tempname()')
  editor.run([[
    vim.env.GIT_AUTHOR_NAME, vim.env.GIT_AUTHOR_EMAIL = 'Desk', 'desk@example.org'
    vim.env.GIT_COMMITTER_NAME, vim.env.GIT_COMMITTER_EMAIL = 'Desk', 'desk@example.org'
    local mirror = ...
    for _ = 1, 2 do
      local result = vim.system({ vim.env.PLUGIN .. '/mirror.sh', mirror }, { text = true }):wait()
      assert(result.code == 0, result.stderr)
    end
  ]], mirror)
  editor.expect('the mirror has one commit, however often it is made', function()
    return editor.run([[
      local log = vim.system({ 'git', '-C', ..., 'log', '--format=%s' }, { text = true }):wait().stdout
      return log:match('^Sayso %d+%.%d+%.%d+\n$') ~= nil
    ]], mirror)
  end)

  -- As if the plugin were not installed yet.
  editor.run([[
    vim.opt.runtimepath:remove(vim.env.PLUGIN)
    vim.g.loaded_sayso = nil
    vim.api.nvim_del_user_command('Sayso')
    for name in pairs(package.loaded) do
      if vim.startswith(name, 'sayso') then
        package.loaded[name] = nil
      end
    end
    local mirror = ...
    if vim.pack then
      vim.pack.add({ { src = 'file://' .. mirror, name = 'sayso' } }, { confirm = false, load = true })
    else
      vim.opt.runtimepath:append(mirror)
      vim.cmd.runtime('plugin/sayso.lua')
    end
  ]], mirror)
  editor.command('edit in-progress/first-draft.sayso')
  editor.expect('the plugin of the mirror starts the server', function()
    return editor.eval("#vim.lsp.get_clients({ name = 'sayso', bufnr = 0 })") == 1
  end)
  editor.command('Sayso install-parser')
  editor.expect('and compiles the parser that it contains', function()
    return editor.eval('vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil')
  end)
end
