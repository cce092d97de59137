--- Drives a separate Neovim with keys and takes pictures of its screen.
---
---   SCENE=FILE nvim --headless -S editor.lua       a scene is a file that returns a function of the editor
local COLUMNS, LINES = 120, 34
local PATIENCE = 15000

local editor = {}

local function print(text)
  io.stdout:write(text, '\n')
  io.stdout:flush()
end

-- The Neovim that runs this script is the terminal of the other one: it shows only the other one's screen.
vim.o.columns, vim.o.lines = COLUMNS, LINES
vim.o.laststatus, vim.o.cmdheight, vim.o.showtabline = 0, 0, 0
vim.o.termguicolors = true

-- The editor and its screen are separate processes: an unpacked program cannot start itself.
local socket = vim.fn.tempname()
local job = vim.fn.jobstart({ vim.env.NVIM_PROGRAM, '--headless', '--listen', socket })
local channel
assert(vim.wait(PATIENCE, function()
  -- The socket exists for a moment before Neovim listens.
  local connected, answer = pcall(vim.fn.sockconnect, 'pipe', socket, { rpc = true })
  channel = answer
  return connected and channel > 0
end, 20), 'Neovim does not start')
assert(vim.wait(PATIENCE, function()
  return vim.rpcrequest(channel, 'nvim_get_vvar', 'vim_did_enter') == 1
end, 20), 'Neovim does not finish starting')
vim.fn.jobstart({ vim.env.NVIM_PROGRAM, '--server', socket, '--remote-ui' }, {
  term = true,
  env = { TERM = 'xterm-256color', COLORTERM = 'truecolor' },
})
assert(vim.wait(PATIENCE, function()
  return #vim.rpcrequest(channel, 'nvim_list_uis') == 1
end, 20), 'Neovim does not show its screen')

--- Types keys, in the notation of mappings.
function editor.type(keys)
  vim.rpcrequest(channel, 'nvim_input', keys)
end

--- Returns the value of a Lua expression in the other Neovim.
function editor.eval(expression, ...)
  return vim.rpcrequest(channel, 'nvim_exec_lua', 'return ' .. expression, { ... })
end

--- Runs Lua in the other Neovim.
function editor.run(code, ...)
  return vim.rpcrequest(channel, 'nvim_exec_lua', code, { ... })
end

--- Runs an Ex command in the other Neovim and waits until it is done.
function editor.command(command)
  vim.rpcrequest(channel, 'nvim_command', command)
end

--- Returns the screen, one string per line.
function editor.screen()
  local lines = vim.api.nvim_buf_get_lines(0, -LINES - 1, -1, false)
  return vim.tbl_map(function(line)
    return (line:gsub('%s+$', ''))
  end, lines)
end

function editor.shows(text)
  return table.concat(editor.screen(), '\n'):find(text, 1, true) ~= nil
end

--- Waits until `holds` returns something true; if it never does, the scene fails.
function editor.expect(what, holds)
  local problem
  local held = vim.wait(PATIENCE, function()
    local ok, result = pcall(holds)
    problem = not ok and result or nil
    return ok and result
  end, 50)
  assert(held, what .. (problem and '\n' .. problem or ''))
  print('ok    ' .. what)
end

local function xml(text)
  return (text:gsub('[&<>]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;' }))
end

--- Saves the screen as text and as an SVG.
function editor.picture(name)
  vim.wait(200) -- until the terminal has shown the last changes
  local path = vim.env.SCREENSHOTS .. '/' .. name
  vim.fn.writefile(editor.screen(), path .. '.txt')
  local normal = vim.api.nvim_get_hl(0, { name = 'Normal' })
  local function colour(number)
    return ('#%06x'):format(number)
  end
  local width, height = 8, 18
  local svg = {
    ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="DejaVu Sans Mono, monospace" font-size="13">')
      :format(COLUMNS * width, LINES * height),
    ('<rect width="100%%" height="100%%" fill="%s"/>'):format(colour(normal.bg or 0x14161b)),
  }
  -- The very first call renumbers the highlights, so the screen has to be drawn after it.
  vim.api.nvim__inspect_cell(1, 0, 0)
  vim.cmd('redraw!')
  for row = 1, LINES do
    for column = 1, COLUMNS do
      local text, look = unpack(vim.api.nvim__inspect_cell(1, row - 1, column - 1))
      local fore, back = look.foreground or normal.fg or 0xe0e2ea, look.background
      if look.reverse then
        fore, back = back or normal.bg or 0x14161b, fore
      end
      local x, y = (column - 1) * width, (row - 1) * height
      if back then
        table.insert(svg, ('<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>'):format(x, y, width, height, colour(back)))
      end
      if text and text:find('%S') then
        local style = (look.bold and ' font-weight="bold"' or '') .. (look.italic and ' font-style="italic"' or '')
        if look.underline or look.undercurl then
          style = style .. ' text-decoration="underline"'
        end
        table.insert(svg, ('<text x="%d" y="%d" fill="%s"%s>%s</text>'):format(x, y + 14, colour(fore), style, xml(text)))
      end
    end
  end
  table.insert(svg, '</svg>')
  vim.fn.writefile(svg, path .. '.svg')
end

local ok, problem = xpcall(function()
  dofile(vim.env.SCENE)(editor)
end, debug.traceback)
if not ok then
  print('FAIL  ' .. problem)
  print('The screen at that time:\n| ' .. table.concat(editor.screen(), '\n| '))
  editor.picture('failure')
end
vim.rpcnotify(channel, 'nvim_command', 'qall!')
vim.wait(PATIENCE, function()
  return vim.fn.jobwait({ job }, 0)[1] ~= -1
end, 20)
vim.cmd(ok and 'quitall!' or 'cquit! 1')
