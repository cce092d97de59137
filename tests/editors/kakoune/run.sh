#!/usr/bin/env bash
# Tests the configuration for Kakoune in a real Kakoune, with keys as a writer types them, on a copy of the example. The
# screens go to target/screenshots/kakoune. Needs tmux; installs Kakoune and its client of language servers.
. "$(dirname "$0")/../terminal.sh"
"$root/tests/editors/kakoune/setup.sh"
export PATH=$root/target/editors/kak-lsp/bin:$editors:$PATH

# What editors/kakoune/README.md says.
mkdir -p "$home/.config/kak"
cat > "$home/.config/kak/kakrc" << END
eval %sh{ kak-lsp }
source "$root/editors/kakoune/sayso.kak"
lsp-enable
lsp-inlay-diagnostics-enable global
lsp-auto-hover-disable
END

start "$editors/kak" in-progress/first-draft.sayso
sees 'article "Prisoners freed'
keys ':buffer *debug*' Enter
sees '*debug*'
misses 'error'
keys ':edit in-progress/first-draft.sayso' Enter
sees 'article "Prisoners freed'
keys / 'claim goodwill' Enter
sees '`goodwill` has no source'
picture warning

keys / '@spain-mfa' Enter ':lsp-hover' Enter
sees "Spain's foreign ministry"
picture hover
keys ':lsp-definition' Enter
sees 'entities.sayso'
picture definition

keys ':edit in-progress/first-draft.sayso' Enter
sees 'first-draft.sayso'
keys / 'claim machado' Enter o 'about: @rocio'
sees 'rocio-san-miguel'
picture completion
keys '-san-miguel' Enter 'source: @machado-statement at para 2' Escape
misses '`machado-calls` has no source'
sees '   source: @machado-statement'
keys ':write' Enter

# The article, which is open in Markdown.
keys ':edit in-progress/first-draft.md' Enter
sees '# Prisoners freed in Venezuela'
keys / 'goodwill gesture' Enter ':lsp-hover' Enter
sees 'goodwill`'
picture article-hover
keys ':lsp-definition' Enter
sees 'claim goodwill: '
keys ':edit in-progress/first-draft.md' Enter
sees '# Prisoners freed in Venezuela'
keys % s 'political prisoners' Enter c 'prisoners of conscience' Escape
sees 'prisoners of conscience. Officials'
keys ':edit in-progress/first-draft.sayso' Enter
sees 'claim goodwill: '
keys / 'claim political' Enter
sees 'these words are not in'
picture stale
